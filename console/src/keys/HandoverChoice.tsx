import {useLanguage} from '../words/language.tsx';

interface Props {
  link: boolean;
  onChange: (link: boolean) => void;
}

/** Whether a fresh token is copied now, or handed over by a link that opens once. */
export function HandoverChoice({link, onChange}: Props) {
  const {words} = useLanguage();
  return (
    <fieldset className="choices">
      <legend>{words.generate.handover}</legend>
      <label className="check-row">
        <input type="radio" name="handover" checked={!link} onChange={() => onChange(false)} />
        <span>{words.generate.copyNow}</span>
      </label>
      <label className="check-row">
        <input type="radio" name="handover" checked={link} onChange={() => onChange(true)} />
        <span>{words.generate.sendLink}</span>
      </label>
    </fieldset>
  );
}

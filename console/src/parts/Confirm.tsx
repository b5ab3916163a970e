import {useState, type ReactNode} from 'react';
import {useLanguage} from '../words/language.tsx';
import {Field} from './Field.tsx';
import {Modal} from './Modal.tsx';
import {ProblemNote} from './States.tsx';

interface Props {
  title: string;
  children: ReactNode;
  action: string;
  /** What has to be typed first, for what cannot be taken back easily. */
  typed?: string;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once more, after saying what will happen. */
export function Confirm({title, children, action, typed, danger = false, pending, error, onConfirm, onClose}: Props) {
  const {words} = useLanguage();
  const [text, setText] = useState('');
  const ready = typed === undefined || text.trim() === typed;
  return (
    <Modal
      open
      small
      title={title}
      onClose={onClose}
      foot={
        <>
          <span className="spacer" />
          <button type="button" className="btn" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="button" className={`btn primary ${danger ? 'danger' : ''}`} disabled={!ready || pending} onClick={onConfirm}>
            {action}
          </button>
        </>
      }
    >
      <div className="stack tight">{children}</div>
      {typed === undefined ? null : (
        <Field label={words.typeToConfirm(typed)}>
          {given => <input {...given} className="input mono" autoComplete="off" value={text} onChange={event => setText(event.target.value)} />}
        </Field>
      )}
      <ProblemNote error={error} />
    </Modal>
  );
}

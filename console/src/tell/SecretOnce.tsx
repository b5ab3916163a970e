import {TriangleAlert} from 'lucide-react';
import {useState} from 'react';
import {BoxRow} from '../parts/Box.tsx';
import {CopyButton} from '../parts/CopyButton.tsx';
import {Modal} from '../parts/Modal.tsx';
import {useLanguage} from '../words/language.tsx';

/** Shows once what messages are signed with. It leaves the page with the dialog. */
export function SecretOnce({secret, onClose}: {secret: string; onClose: () => void}) {
  const {words} = useLanguage();
  const [saved, setSaved] = useState(false);
  return (
    <Modal
      open
      held
      title={words.webhooks.secretTitle}
      onClose={onClose}
      foot={
        <>
          <BoxRow label={words.webhooks.secretSaved} checked={saved} onChange={setSaved}>
            {words.webhooks.secretSaved}
          </BoxRow>
          <span className="spacer" />
          <button type="button" className="btn primary" disabled={!saved} onClick={onClose}>
            {words.done}
          </button>
        </>
      }
    >
      <div className="secret">
        <span className="soft small">{words.webhooks.secret}</span>
        <code>{secret}</code>
        <CopyButton primary text={secret} what={words.webhooks.secret} onCopied={() => setSaved(true)} />
      </div>
      <div className="note">
        <TriangleAlert size={16} aria-hidden />
        <div>{words.webhooks.secretWarning}</div>
      </div>
    </Modal>
  );
}

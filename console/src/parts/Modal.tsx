import {Dialog} from '@base-ui/react/dialog';
import {X} from 'lucide-react';
import type {ReactNode} from 'react';
import {useLanguage} from '../words/language.tsx';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  small?: boolean;
  /** Closed by its own buttons alone: what is in it would be lost. */
  held?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}

/** A dialog with a title, a body and a foot of buttons. */
export function Modal({open, onClose, title, description, small = false, held = false, children, foot}: Props) {
  const {words} = useLanguage();
  return (
    <Dialog.Root open={open} disablePointerDismissal={held} onOpenChange={next => (next || held ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={`dialog ${small ? 'small' : ''}`}>
          <div className="dialog-head">
            <div>
              <Dialog.Title>{title}</Dialog.Title>
              {description === undefined ? null : <Dialog.Description>{description}</Dialog.Description>}
            </div>
            {held ? null : (
              <Dialog.Close className="iconbtn" aria-label={words.close}>
                <X size={17} aria-hidden />
              </Dialog.Close>
            )}
          </div>
          <div className="dialog-body">{children}</div>
          {foot === undefined ? null : <div className="dialog-foot">{foot}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

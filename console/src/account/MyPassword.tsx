import {useMutation} from '@tanstack/react-query';
import {useState, type SubmitEvent} from 'react';
import {send} from '../api/client.ts';
import {Field} from '../parts/Field.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {PasswordInput} from '../signin/PasswordInput.tsx';
import '../signin/signin.css';
import {useLanguage} from '../words/language.tsx';

/** Chooses another password. */
export function MyPassword() {
  const {words} = useLanguage();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const saving = useMutation({
    mutationFn: () => send('PUT', '/v1/me/password', {current, password}),
    onSuccess: () => {
      setOpen(false);
      setCurrent('');
      setPassword('');
      toast('ok', words.account.passwordSaved);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  if (!open) {
    return (
      <div className="pad">
        <div>
          <button type="button" className="btn" onClick={() => setOpen(true)}>
            {words.account.changePassword}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form className="pad" onSubmit={submit}>
      <Field label={words.account.currentPassword}>{given => <PasswordInput given={given} autoComplete="current-password" value={current} onChange={setCurrent} />}</Field>
      <Field label={words.signIn.newPassword} hint={words.signIn.passwordHint}>
        {given => <PasswordInput given={given} autoComplete="new-password" value={password} onChange={setPassword} />}
      </Field>
      <ProblemNote error={saving.error} />
      <div className="row end">
        <button type="button" className="btn" onClick={() => setOpen(false)}>
          {words.cancel}
        </button>
        <button type="submit" className="btn primary" disabled={saving.isPending}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

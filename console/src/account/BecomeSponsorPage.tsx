import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {send} from '../api/client.ts';
import {go, usePlace} from '../app/router.tsx';
import {useSession} from '../app/session.tsx';
import {BoxRow} from '../parts/Box.tsx';
import {Page} from '../parts/Page.tsx';
import {ProblemNote} from '../parts/States.tsx';
import {useToast} from '../parts/Toasts.tsx';
import {useLanguage} from '../words/language.tsx';
import './account.css';
import type {Sponsorship} from './SponsorCard.tsx';

/** Accepts an account that somebody hands over. The code came by e-mail, behind the `#` of the link. */
export default function BecomeSponsorPage() {
  const {words} = useLanguage();
  const {session: signed, choose} = useSession();
  const client = useQueryClient();
  const toast = useToast();
  const place = usePlace();
  const [code] = useState(place.hash);
  const [agreed, setAgreed] = useState(false);
  useEffect(() => history.replaceState(null, '', location.pathname), []);
  const accepting = useMutation({
    mutationFn: async () => (await send('POST', '/v1/sponsorships', {code, acceptTerms: true})) as Sponsorship,
    onSuccess: async ({account}) => {
      toast('ok', words.sponsor.accepted(account));
      await client.invalidateQueries();
      choose(account);
      go('/account', {replace: true});
    },
  });
  return (
    <Page title={words.sponsor.become} purpose={signed.user.email}>
      <div className="card narrow-card">
        <form
          className="pad"
          onSubmit={event => {
            event.preventDefault();
            accepting.mutate();
          }}
        >
          <p>{words.sponsor.becomeText}</p>
          <BoxRow label={words.sponsor.agree} checked={agreed} onChange={setAgreed}>
            {words.sponsor.agree}
          </BoxRow>
          {code === '' ? <div className="note">{words.sponsor.noCode}</div> : null}
          <ProblemNote error={accepting.error} />
          <div className="row end">
            <button type="submit" className="btn primary" disabled={!agreed || code === '' || accepting.isPending}>
              {words.sponsor.accept}
            </button>
          </div>
        </form>
      </div>
    </Page>
  );
}

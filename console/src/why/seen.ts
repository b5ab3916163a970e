import {useQuery, useQueryClient} from '@tanstack/react-query';
import {useEffect} from 'react';
import {firstStepsOf, noteFirstStep} from '../api/firstSteps.ts';
import {useAccount} from '../app/session.tsx';

/** Notes, once, that whoever is signed in read why a call was refused: the last of the first steps. */
export function useNotedAsRead(): void {
  const account = useAccount();
  const queries = useQueryClient();
  const read = useQuery(firstStepsOf(account)).data?.refusal;
  useEffect(() => {
    if (read === false) {
      noteFirstStep(account, 'refusal')
        .then(now => queries.setQueryData(firstStepsOf(account).queryKey, now))
        .catch(() => undefined);
    }
  }, [account, queries, read]);
}

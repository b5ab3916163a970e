import {queryOptions} from '@tanstack/react-query';
import {send} from '../api/client.ts';
import type {Asked, Explained, Step} from './explained.ts';

export function refusalExplained(id: string, language: string) {
  return queryOptions({
    queryKey: ['refusal', id, language],
    queryFn: async () => (await send('GET', `/v1/refusals/${encodeURIComponent(id)}?lang=${language}`)) as Explained,
  });
}

export async function explain(account: string, asked: Asked, language: string): Promise<Explained> {
  return (await send('POST', `/v1/explanations?lang=${language}`, {account, ...asked})) as Explained;
}

/** Puts the id that a step answered where the next one names it. */
export function withId(body: unknown, id: unknown): unknown {
  if (body === '{id}') {
    return id;
  }
  if (Array.isArray(body)) {
    return body.map(each => withId(each, id));
  }
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, withId(inner, id)]));
  }
  return body;
}

/** Carries a fix out, step by step, as whoever is signed in. Stops at the first step that fails. */
export async function carryOut(steps: readonly Step[]): Promise<void> {
  let id: unknown = null;
  for (const step of steps) {
    const answer = await send(step.method, step.path, withId(step.body, id));
    id = (answer as {id?: unknown} | null)?.id ?? id;
  }
}

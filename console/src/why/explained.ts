import type {Needed} from '../api/client.ts';

/** One link of the chain of checks. */
export interface Check {
  readonly stage: string;
  readonly name: string;
  readonly verdict: 'passed' | 'refused' | 'repaired' | 'would_refuse' | 'unknown';
  readonly code: string | null;
  readonly expected: string;
  readonly seen: string | null;
}

/** A request that carries a fix out. `"{id}"` in its body stands for the id that the step before answered. */
export interface Step {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

export interface FixText {
  readonly kind: string;
  readonly text: string;
  readonly roles?: readonly {id: number; name: string}[];
  readonly resources?: readonly string[];
  readonly excess?: readonly {key: string; name: string; product: string | null}[];
  readonly alsoGain?: readonly {id: string; label?: string; appKey?: string; email?: string}[];
  readonly alsoGainCount?: number;
  readonly action?: {readonly steps: readonly Step[]; readonly commands: readonly string[]} | null;
}

/** Why a request is refused, as the server explains it in the language that was asked for. */
export interface Explained {
  readonly kind: 'refusal' | 'request' | 'hypothetical';
  readonly limited?: boolean;
  readonly id?: string;
  readonly code: string | null;
  readonly stage: string | null;
  readonly status: number;
  readonly title: string;
  readonly at?: string;
  readonly account: string | null;
  readonly appKey: string | null;
  readonly label?: string | null;
  readonly method: string | null;
  readonly route: string | null;
  readonly host: string | null;
  readonly address?: string | null;
  readonly adapter?: string;
  readonly revision: number;
  readonly what: string;
  readonly repair: string;
  readonly happened: string;
  readonly told?: string | null;
  readonly needed?: Needed;
  readonly checks?: readonly Check[];
  readonly evidence?: readonly {readonly kind: string; readonly text: string; readonly appKey?: string; readonly label?: string}[];
  readonly obstacles?: readonly {readonly code?: string; readonly text?: string}[];
  readonly fixes?: readonly FixText[];
  readonly last24h?: {
    readonly appKey: string;
    readonly refused: number;
    readonly refusals: readonly {code: string; title: string; count: number; first: string; last: string}[];
    readonly lastUsedAt: string | null;
  } | null;
  readonly wouldPassNow: 'yes' | 'no' | 'with_the_right_token' | 'unknown';
  readonly wouldPassNowText?: string;
  readonly evaluatedAtRevision?: number;
}

/** A request as the server is asked about it. */
export type Asked =
  | {readonly request: {method: string; url: string; headers: Readonly<Record<string, string | string[]>>}}
  | {readonly hypothetical: {appKey: string; method: string; path: string}};

/** How the chain counts: passed, failed, not reached. */
export function countsOf(checks: readonly Check[]): {passed: number; failed: number; open: number} {
  const passed = checks.filter(each => each.verdict === 'passed').length;
  const failed = checks.filter(each => each.verdict === 'refused' || each.verdict === 'would_refuse').length;
  return {passed, failed, open: checks.length - passed - failed};
}

import createClient, {type Middleware} from 'openapi-fetch';
import type {components, paths} from '#schema';

export type Schemas = components['schemas'];
export type Key = Schemas['Key'];
export type ExternalKey = Schemas['ExternalKey'];
export type Role = Schemas['Role'];
export type RoleName = Schemas['RoleName'];
export type Resource = Schemas['Resource'];
export type Operation = Schemas['Operation'];
export type Refusal = Schemas['Refusal'];
export type RefusalSummary = Schemas['RefusalSummary'];
export type AuditEntry = Schemas['AuditEntry'];
export type User = Schemas['User'];
export type Account = Schemas['Account'];
export type SharedLink = Schemas['Link'];
export type Holder = Schemas['Holder'];
export type Needed = Schemas['Needed'];

const SLOW_MILLIS = 20_000;

/** What went wrong with a request, in the words of the server where it gave any. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly code: string | null = null,
    readonly refusalId: string | null = null,
    readonly blockers: readonly string[] = [],
  ) {
    super(detail);
  }

  /** No answer at all: the server is down, or too slow. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }

  /** The session has ended, or there is none. */
  get isSignedOut(): boolean {
    return this.status === 401;
  }

  /** Somebody changed it in the meantime. */
  get isStale(): boolean {
    return this.status === 412 || this.status === 409;
  }
}

let language = 'en';

/** The language that the server is asked to speak from now on. */
export function speak(tag: string): void {
  language = tag;
}

const headers: Middleware = {
  onRequest({request}) {
    request.headers.set('Accept-Language', language);
    if (request.method !== 'GET') {
      request.headers.set('X-Counterfoil-Csrf', '1');
    }
    return request;
  },
};

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request, {signal: AbortSignal.any([request.signal, AbortSignal.timeout(SLOW_MILLIS)])});
  } catch (error) {
    if (request.signal.aborted) {
      throw error;
    }
    throw new ProblemError(0, '');
  }
}

export const api = createClient<paths>({baseUrl: location.origin, fetch: reach});
api.use(headers);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function problem(status: number, error: unknown): ProblemError {
  const told = (typeof error === 'object' && error !== null ? error : {}) as Partial<Schemas['Problem']>;
  return new ProblemError(status, told.detail ?? '', told.code ?? null, told.refusalId ?? null, told.blockers ?? []);
}

/** The body of an answer; throws a ProblemError for any other than a success. */
export async function body<T>(asked: Promise<Answer<T>>): Promise<T> {
  const {data, error, response} = await asked;
  if (!response.ok) {
    throw problem(response.status, error);
  }
  return data as T;
}

/** The body and its tag, for a later If-Match. */
export async function tagged<T>(asked: Promise<Answer<T>>): Promise<{value: T; tag: string}> {
  const {data, error, response} = await asked;
  if (!response.ok) {
    throw problem(response.status, error);
  }
  return {value: data as T, tag: response.headers.get('ETag') ?? '*'};
}

export function asProblem(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(-1, error instanceof Error ? error.message : String(error));
}

/** Sends a request that the server itself described, such as a step of a fix. */
export async function send(method: string, path: string, sent?: unknown): Promise<unknown> {
  const request = new Request(new URL(path, location.origin), {
    method,
    headers: {
      'Accept-Language': language,
      'X-Counterfoil-Csrf': '1',
      ...(sent === undefined ? {} : {'Content-Type': 'application/json'}),
    },
    body: sent === undefined ? null : JSON.stringify(sent),
  });
  const response = await reach(request);
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) {
    throw problem(response.status, answer);
  }
  return answer;
}

/**
 * The generated client: paths, parameters and replies come from docs/openapi.json (`npm run client`).
 * Every call of the product goes through `api` (mutations, loaders) or `query` (hooks).
 */
import createClient, { type Middleware } from 'openapi-fetch';
import createQueryHooks from 'openapi-react-query';
import type { components, paths } from './schema';
import { session } from './session';
import { t } from '@/lib/language';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** A reply that was not a success: the API's RFC 9457 problem, or what we know when there is none. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly requestId: string | null,
  ) {
    super(detail === '' ? title : detail);
    this.name = 'ApiError';
  }
}

/** Nothing answered: no network, or the server is away. */
export class OfflineError extends Error {
  constructor() {
    super(t('The server cannot be reached.'));
    this.name = 'OfflineError';
  }
}

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    throw await asError(response);
  },
  onError() {
    return new OfflineError();
  },
};

async function asError(response: Response): Promise<ApiError> {
  const text = await response.text();
  const problem = parsed(text);
  return new ApiError(
    response.status,
    problem?.code ?? 'unexpected',
    problem?.title ?? t('The server answered {0}', response.status),
    problem?.detail ?? '',
    problem?.request_id ?? null,
  );
}

function parsed(text: string): Partial<Problem> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    // A gateway's own page, not a problem of the API: its status says enough.
    return null;
  }
}

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request) => session.send(request),
});
api.use(problems);

export const query = createQueryHooks(api);

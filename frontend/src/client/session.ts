/**
 * Who is signed in. The access token lives in this module's memory only; the refresh token is an httpOnly cookie that no
 * script can read. A local stack needs neither: without a token its requests are answered as its one workspace.
 */
import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

type TokenReply = components['schemas']['TokenReply'];
type Listener = () => void;

/** One tab at a time: each refresh token is good once, and using it twice ends the session. */
const LOCK = 'datainsight-refresh';
const EARLY_SECONDS = 60;
/** Says only that there may be a cookie, so that visitors without one are spared a request that must fail. */
const FLAG = 'datainsight.session';
const WORKSPACE = 'datainsight.workspace';

class Session {
  #token: string | null = null;
  #expiresAt = 0;
  #refreshing: Promise<boolean> | null = null;
  readonly #listeners = new Set<Listener>();
  // Without the middleware of `api`: a refusal here is an answer, not an error.
  readonly #client = createClient<paths>({
    baseUrl: window.location.origin,
    fetch: (request) => globalThis.fetch(request),
  });

  get isSignedIn(): boolean {
    return this.#token !== null;
  }

  subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): boolean => this.isSignedIn;

  /** Takes up the session of an earlier visit, if this browser had one. */
  async restore(): Promise<void> {
    if (localStorage.getItem(FLAG) !== null) await this.refresh();
  }

  /** Somebody leaves for a provider of identities and will come back with a cookie. */
  expect(): void {
    localStorage.setItem(FLAG, 'yes');
  }

  accept(reply: TokenReply): void {
    this.expect();
    this.#token = reply.access_token;
    this.#expiresAt = Date.now() + reply.expires_in * 1000;
    this.#tell();
  }

  /** The workspace that requests act in; null is the one that the token names, the person's first. */
  get workspaceId(): string | null {
    return localStorage.getItem(WORKSPACE);
  }

  actIn(workspaceId: string | null): void {
    if (workspaceId === null) localStorage.removeItem(WORKSPACE);
    else localStorage.setItem(WORKSPACE, workspaceId);
  }

  forget(): void {
    localStorage.removeItem(FLAG);
    this.actIn(null);
    this.#token = null;
    this.#tell();
  }

  /** Sends a request with the token; on 401 refreshes once and sends it again. */
  async send(request: Request): Promise<Response> {
    if (this.#token !== null && Date.now() > this.#expiresAt - EARLY_SECONDS * 1000) await this.refresh();
    const again = request.clone();
    const first = await globalThis.fetch(this.#signed(request));
    if (first.status !== 401 || isAboutSession(request.url)) return first;
    return (await this.refresh()) ? globalThis.fetch(this.#signed(again)) : first;
  }

  /** Whether there is a token now. Callers at the same time share one request. */
  async refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<boolean> {
    return withLock(async () => {
      // Kept alive, so that the next cookie arrives even if the page is reloaded just now; where the browser drops the
      // answer all the same, the server takes the cookie before it for some seconds more.
      const { data, response } = await this.#client.POST('/api/v1/auth/refresh', { body: { session: 'cookie' }, keepalive: true });
      if (data === undefined) {
        // A server in trouble has not ended the session: only a refusal does.
        if (response.status < 500) this.forget();
        return false;
      }
      this.accept(data);
      return true;
    });
  }

  #signed(request: Request): Request {
    if (this.#token === null) return request;
    request.headers.set('authorization', `Bearer ${this.#token}`);
    if (this.workspaceId !== null) request.headers.set('x-workspace-id', this.workspaceId);
    return request;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Such a call says itself what its 401 means (a wrong password); refreshing would not help. */
function isAboutSession(url: string): boolean {
  return /\/auth\/(login|verify|refresh|logout|register|password)/.test(url);
}

async function withLock<Value>(work: () => Promise<Value>): Promise<Value> {
  // Web Locks exist in secure contexts only; localhost is one.
  const locks = navigator.locks as LockManager | null | undefined;
  return locks ? await locks.request(LOCK, work) : work();
}

export const session = new Session();

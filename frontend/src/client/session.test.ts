import { afterEach, expect, it, vi } from 'vitest';
import { session } from './session';

const tokens = { access_token: 'first', token_type: 'Bearer', expires_in: 900, refresh_token: null };
const reply = (status: number, body: unknown = {}) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

afterEach(() => {
  vi.unstubAllGlobals();
  session.forget();
});

function answers(...replies: Response[]) {
  const sent: Request[] = [];
  const fake = vi.fn((request: Request) => {
    sent.push(request);
    return Promise.resolve(replies.shift() ?? reply(500));
  });
  vi.stubGlobal('fetch', fake);
  return sent;
}

it('asks for another token when one is refused, and sends the request again', async () => {
  session.accept(tokens);
  const sent = answers(reply(401), reply(200, { ...tokens, access_token: 'second' }), reply(200, { ok: true }));
  const found = await session.send(new Request('http://localhost/api/v1/datasets'));
  expect(found.status).toBe(200);
  expect(sent.map((request) => new URL(request.url).pathname)).toEqual(['/api/v1/datasets', '/api/v1/auth/refresh', '/api/v1/datasets']);
  expect(sent.at(-1)?.headers.get('authorization')).toBe('Bearer second');
});

it('signs out when the refresh is refused, and hands the refusal over', async () => {
  session.accept(tokens);
  answers(reply(401), reply(401));
  expect((await session.send(new Request('http://localhost/api/v1/datasets'))).status).toBe(401);
  expect(session.isSignedIn).toBe(false);
});

it('does not refresh for a wrong password', async () => {
  const sent = answers(reply(401));
  await session.send(new Request('http://localhost/api/v1/auth/login', { method: 'POST', body: '{}' }));
  expect(sent).toHaveLength(1);
});

it('holds the lock of this browser, so that no other tab refreshes meanwhile', async () => {
  const request = vi.fn((_name: string, work: () => Promise<unknown>) => work());
  vi.stubGlobal('navigator', { locks: { request } });
  answers(reply(200, tokens));
  await session.refresh();
  expect(request).toHaveBeenCalledOnce();
});

it('shares one refresh among all who need it', async () => {
  const sent = answers(reply(200, tokens), reply(200, tokens));
  await Promise.all([session.refresh(), session.refresh()]);
  expect(sent).toHaveLength(1);
});

it('keeps no token where scripts of others could read it', () => {
  session.accept(tokens);
  const kept = [localStorage, sessionStorage].flatMap((store) =>
    Array.from({ length: store.length }, (_, index) => store.getItem(store.key(index) ?? '')),
  );
  expect(kept.join()).not.toContain('first');
});

it('acts in the workspace that was chosen, until somebody signs out', async () => {
  session.accept(tokens);
  session.actIn('w1');
  const sent = answers(reply(200), reply(200));
  await session.send(new Request('http://localhost/api/v1/datasets'));
  expect(sent[0]?.headers.get('x-workspace-id')).toBe('w1');
  session.forget();
  await session.send(new Request('http://localhost/api/v1/datasets'));
  expect(sent[1]?.headers.get('x-workspace-id')).toBeNull();
});

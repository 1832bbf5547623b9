import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '@/client/api';
import { takeOverPreferences } from '@/client/preferences';
import { session } from '@/client/session';

type Tokens = Schemas['TokenReply'] | undefined;

/** What was read as somebody else must not be shown to whoever has just signed in. */
function useAccept() {
  const cache = useQueryClient();
  return async (reply: Tokens): Promise<void> => {
    if (reply === undefined) throw new TypeError('The reply had no tokens.');
    session.accept(reply);
    cache.clear();
    // Who is signed in is so without their preferences too.
    await takeOverPreferences().catch(() => undefined);
  };
}

export function useSignIn() {
  const accept = useAccept();
  return useMutation({
    mutationFn: async (credentials: { email: string; password: string }) =>
      accept((await api.POST('/api/v1/auth/login', { body: { ...credentials, session: 'cookie' } })).data),
  });
}

/** Proves the address and sets the password, which makes the account. */
export function useVerify() {
  const accept = useAccept();
  return useMutation({
    mutationFn: async (proof: { token: string; password: string }) =>
      accept((await api.POST('/api/v1/auth/verify', { body: { ...proof, session: 'cookie' } })).data),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/client/api';
import { session } from '@/client/session';

/** Ends the session at once, and forgets everything that was read in it. */
export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api.POST('/api/v1/auth/logout', { body: { session: 'cookie' } }),
    onSettled: () => {
      session.forget();
      cache.clear();
      window.location.assign('/sign-in');
    },
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/client/api';
import { session } from '@/client/session';
import { saveAs } from '@/lib/download';

/** Everything that is kept of the person, as a file. */
export function useExportMyData() {
  return useMutation({
    mutationFn: async () => {
      const { data } = await api.GET('/api/v1/auth/me/data');
      if (data === undefined) throw new TypeError('The reply with the data was empty.');
      saveAs(JSON.stringify(data, null, 2), 'my-data.json', 'application/json');
    },
  });
}

/** Deletes the account for good; then nobody is signed in. */
export function useDeleteAccount() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (proof: { email: string; password: string | null }) => api.DELETE('/api/v1/auth/me', { body: proof }),
    onSuccess: () => {
      session.forget();
      cache.clear();
      window.location.assign('/sign-in');
    },
  });
}

import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, OfflineError } from '@/client/api';
import { router } from './router';

const RETRIES = 3;
/** Half a second, one, two: a server that wakes is given time, and nobody looks at an empty page for long. */
const retryDelay = (failures: number): number => 500 * 2 ** failures;

/** Refusals do not get better by asking again; a lost connection or a waking server does. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status < 500 && error.status !== 429) return false;
  return failures < RETRIES;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: isWorthRetrying,
      retryDelay,
      staleTime: 5_000,
      // An unreachable server on localhost is not "offline" to the browser: errors decide, not its guess.
      networkMode: 'always',
      refetchInterval: ({ state }) => (state.error instanceof OfflineError ? 5_000 : false),
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 401) return;
      const { pathname, href } = router.state.location;
      if (!pathname.startsWith('/sign-in')) void router.navigate({ to: '/sign-in', search: { next: href } });
    },
  }),
});

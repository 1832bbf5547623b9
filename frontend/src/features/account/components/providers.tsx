import { query } from '@/client/api';
import { session } from '@/client/session';
import { buttonClass } from '@/components/button';
import { words } from '@/lib/format';
import { t } from '@/lib/language';

const NAMES: Readonly<Record<string, string>> = { github: 'GitHub' };

/** Buttons for signing in elsewhere; nothing where the deployment offers none. */
export function Providers() {
  const offered = query.useQuery('get', '/api/v1/auth/providers', {}, { staleTime: Infinity, retry: false });
  return offered.data?.providers.map((provider) => (
    // A link, not a request: the browser itself goes to the provider and comes back with the session's cookie.
    <a key={provider} className={buttonClass()} href={`/api/v1/auth/providers/${provider}/start`} onClick={() => session.expect()}>
      {t('Sign in with {0}', NAMES[provider] ?? words(provider))}
    </a>
  ));
}

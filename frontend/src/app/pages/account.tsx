import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useActIn } from '@/client/acting';
import { session } from '@/client/session';
import { ForgotPage, RegisterPage } from '@/features/account/components/register-page';
import { SignInPage } from '@/features/account/components/sign-in-page';
import { InvitationPage, ResetPage, VerifyPage } from '@/features/account/components/token-pages';

export { ForgotPage, RegisterPage };

export function SignIn() {
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  // Only a path of this app: an address of elsewhere would make the page a way to lead people astray.
  const target = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
  return <SignInPage onDone={() => void navigate({ href: target })} />;
}

/** Mails put it behind the `#`, which browsers send to no server. */
function useToken(): string {
  const hash = useLocation({ select: (location) => location.hash });
  return new URLSearchParams(hash).get('token') ?? '';
}

export function Verify() {
  const token = useToken();
  const navigate = useNavigate();
  return <VerifyPage token={token} onDone={() => void navigate({ to: '/' })} />;
}

export function Reset() {
  const token = useToken();
  return <ResetPage token={token} />;
}

export function Invitation() {
  const token = useToken();
  const actIn = useActIn();
  const isSignedIn = useSyncExternalStore(session.subscribe, session.snapshot);
  return <InvitationPage token={token} isSignedIn={isSignedIn} onJoined={actIn} />;
}

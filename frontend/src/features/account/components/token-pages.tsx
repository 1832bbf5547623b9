/** Pages that a link in a mail opens; its token stands in the address. */
import { Link } from '@tanstack/react-router';
import { query } from '@/client/api';
import { Field } from '@/components/field';
import { Empty } from '@/components/states';
import { t } from '@/lib/language';
import { useSignIn, useVerify } from '../api/sign-in';
import { AccountForm } from './account-form';

interface TokenPageProps {
  /** From the address; empty when somebody types the token from the mail. */
  token: string;
  onDone: () => void;
}

export function VerifyPage({ token, onDone }: TokenPageProps) {
  const verify = useVerify();
  return (
    <AccountForm
      title={t('Prove your address')}
      lead={t('The password is the one you chose when you asked for the account.')}
      action={t('Open my workspace')}
      isBusy={verify.isPending}
      error={verify.error}
      onSubmit={({ token: typed = '', password = '' }) => verify.mutate({ token: typed, password }, { onSuccess: onDone })}
    >
      <Field label={t('Code from the mail')} name="token" defaultValue={token} required autoComplete="one-time-code" />
      <Field label={t('Password')} name="password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

export function ResetPage({ token }: { token: string }) {
  const reset = query.useMutation('post', '/api/v1/auth/password/reset');
  if (reset.isSuccess) {
    return (
      <Empty title={t('The password is set')} action={<Link to="/sign-in">{t('Sign in with it')}</Link>}>
        {t('All devices were signed out.')}
      </Empty>
    );
  }
  return (
    <AccountForm
      title={t('Set another password')}
      action={t('Set it')}
      isBusy={reset.isPending}
      error={reset.error instanceof Error ? reset.error : null}
      onSubmit={({ token: typed = '', password = '' }) => reset.mutate({ body: { token: typed, password } })}
    >
      <Field label={t('Code from the mail')} name="token" defaultValue={token} required autoComplete="one-time-code" />
      <Field label={t('New password')} name="password" type="password" autoComplete="new-password" required />
    </AccountForm>
  );
}

interface InvitationPageProps {
  token: string;
  isSignedIn: boolean;
  /** Gets the workspace that was joined. */
  onJoined: (workspaceId: string) => void;
}

export function InvitationPage({ token, isSignedIn, onJoined }: InvitationPageProps) {
  const accept = query.useMutation('post', '/api/v1/workspaces/invitations/accept', {
    onSuccess: ({ workspace_id }) => onJoined(workspace_id),
  });
  if (!isSignedIn) return <SignInFirst />;
  return (
    <AccountForm
      title={t('Join a workspace')}
      lead={t('The invitation is for the address that got the mail.')}
      action={t('Join')}
      isBusy={accept.isPending}
      error={accept.error instanceof Error ? accept.error : null}
      onSubmit={({ token: typed = '' }) => accept.mutate({ body: { token: typed } })}
    >
      <Field label={t('Code from the invitation')} name="token" defaultValue={token} required autoComplete="one-time-code" />
    </AccountForm>
  );
}

/** On this very page, so that the code stays behind the `#` of its address, where no server sees it. */
function SignInFirst() {
  const signIn = useSignIn();
  return (
    <AccountForm
      title={t('Join a workspace')}
      lead={t('Sign in with the address that was invited, then you can join.')}
      action={t('Sign in')}
      isBusy={signIn.isPending}
      error={signIn.error}
      onSubmit={({ email = '', password = '' }) => signIn.mutate({ email, password })}
      foot={<Link to="/register">{t('Make an account first, then open the invitation again')}</Link>}
    >
      <Field label={t('Email')} name="email" type="email" autoComplete="username" required />
      <Field label={t('Password')} name="password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

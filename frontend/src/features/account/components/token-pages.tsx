/** Pages that a link in a mail opens; its token stands in the address. */
import { Link } from '@tanstack/react-router';
import { query } from '@/client/api';
import { Field } from '@/components/field';
import { Empty } from '@/components/states';
import { useVerify } from '../api/sign-in';
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
      title="Prove your address"
      lead="The password is the one you chose when you asked for the account."
      action="Open my workspace"
      isBusy={verify.isPending}
      error={verify.error}
      onSubmit={({ token: typed = '', password = '' }) => verify.mutate({ token: typed, password }, { onSuccess: onDone })}
    >
      <Field label="Code from the mail" name="token" defaultValue={token} required autoComplete="one-time-code" />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

export function ResetPage({ token }: { token: string }) {
  const reset = query.useMutation('post', '/api/v1/auth/password/reset');
  if (reset.isSuccess) {
    return (
      <Empty title="The password is set" action={<Link to="/sign-in">Sign in with it</Link>}>
        All devices were signed out.
      </Empty>
    );
  }
  return (
    <AccountForm
      title="Set another password"
      action="Set it"
      isBusy={reset.isPending}
      error={reset.error instanceof Error ? reset.error : null}
      onSubmit={({ token: typed = '', password = '' }) => reset.mutate({ body: { token: typed, password } })}
    >
      <Field label="Code from the mail" name="token" defaultValue={token} required autoComplete="one-time-code" />
      <Field label="New password" name="password" type="password" autoComplete="new-password" required />
    </AccountForm>
  );
}

export function InvitationPage({ token, onDone }: TokenPageProps) {
  const accept = query.useMutation('post', '/api/v1/workspaces/invitations/accept', { onSuccess: onDone });
  return (
    <AccountForm
      title="Join a workspace"
      lead="Sign in first with the address that was invited."
      action="Join"
      isBusy={accept.isPending}
      error={accept.error instanceof Error ? accept.error : null}
      onSubmit={({ token: typed = '' }) => accept.mutate({ body: { token: typed } })}
      foot={<Link to="/sign-in">Sign in</Link>}
    >
      <Field label="Code from the invitation" name="token" defaultValue={token} required autoComplete="one-time-code" />
    </AccountForm>
  );
}

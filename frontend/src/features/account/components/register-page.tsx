import { Link } from '@tanstack/react-router';
import { query } from '@/client/api';
import { Field } from '@/components/field';
import { Empty } from '@/components/states';
import { MailCheck } from 'lucide-react';
import { AccountForm } from './account-form';

const asError = (error: unknown): Error | null => (error instanceof Error ? error : null);

export function RegisterPage() {
  const register = query.useMutation('post', '/api/v1/auth/register');
  if (register.isSuccess) {
    return (
      <Empty title="Look into your mail" icon={<MailCheck size={28} aria-hidden />}>
        {register.data.next}
      </Empty>
    );
  }
  return (
    <AccountForm
      title="Make an account"
      lead="You get a workspace of your own."
      action="Send me the link"
      isBusy={register.isPending}
      error={asError(register.error)}
      onSubmit={({ email = '', password = '', display_name = '' }) => register.mutate({ body: { email, password, display_name } })}
      foot={<Link to="/sign-in">I have an account</Link>}
    >
      <Field label="Name" name="display_name" autoComplete="name" />
      <Field label="Email" name="email" type="email" autoComplete="username" required />
      <Field label="Password" name="password" type="password" autoComplete="new-password" required hint="Long beats complicated: a few words." />
    </AccountForm>
  );
}

export function ForgotPage() {
  const forgot = query.useMutation('post', '/api/v1/auth/password/forgot');
  if (forgot.isSuccess) {
    return (
      <Empty title="Look into your mail" icon={<MailCheck size={28} aria-hidden />}>
        {forgot.data.next}
      </Empty>
    );
  }
  return (
    <AccountForm
      title="Another password"
      lead="We send a link that is good for an hour."
      action="Send me the link"
      isBusy={forgot.isPending}
      error={asError(forgot.error)}
      onSubmit={({ email = '' }) => forgot.mutate({ body: { email } })}
      foot={<Link to="/sign-in">Back to signing in</Link>}
    >
      <Field label="Email" name="email" type="email" autoComplete="username" required />
    </AccountForm>
  );
}

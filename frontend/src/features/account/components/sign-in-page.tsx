import { Link } from '@tanstack/react-router';
import { Field } from '@/components/field';
import { useSignIn } from '../api/sign-in';
import { Providers } from './providers';
import { AccountForm } from './account-form';

export function SignInPage({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn();
  return (
    <AccountForm
      title="Sign in"
      action="Sign in"
      isBusy={signIn.isPending}
      error={signIn.error}
      onSubmit={({ email = '', password = '' }) => signIn.mutate({ email, password }, { onSuccess: onDone })}
      foot={
        <>
          <Link to="/register">Make an account</Link>
          <Link to="/forgot">Forgot the password</Link>
        </>
      }
    >
      <Providers />
      <Field label="Email" name="email" type="email" autoComplete="username" required />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

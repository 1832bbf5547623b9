import { Link } from '@tanstack/react-router';
import { Field } from '@/components/field';
import { t } from '@/lib/language';
import { useSignIn } from '../api/sign-in';
import { Providers } from './providers';
import { AccountForm } from './account-form';

export function SignInPage({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn();
  return (
    <AccountForm
      title={t('Sign in')}
      action={t('Sign in')}
      isBusy={signIn.isPending}
      error={signIn.error}
      onSubmit={({ email = '', password = '' }) => signIn.mutate({ email, password }, { onSuccess: onDone })}
      foot={
        <>
          <Link to="/register">{t('Make an account')}</Link>
          <Link to="/forgot">{t('Forgot the password')}</Link>
        </>
      }
    >
      <Providers />
      <Field label={t('Email')} name="email" type="email" autoComplete="username" required />
      <Field label={t('Password')} name="password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

import { Link } from '@tanstack/react-router';
import { query } from '@/client/api';
import { Field } from '@/components/field';
import { Empty } from '@/components/states';
import { MailCheck } from 'lucide-react';
import { t } from '@/lib/language';
import { AccountForm } from './account-form';

const asError = (error: unknown): Error | null => (error instanceof Error ? error : null);

export function RegisterPage() {
  const register = query.useMutation('post', '/api/v1/auth/register');
  if (register.isSuccess) {
    return (
      <Empty title={t('Look into your mail')} icon={<MailCheck size={28} aria-hidden />}>
        {register.data.next}
      </Empty>
    );
  }
  return (
    <AccountForm
      title={t('Make an account')}
      lead={t('You get a workspace of your own.')}
      action={t('Send me the link')}
      isBusy={register.isPending}
      error={asError(register.error)}
      onSubmit={({ email = '', password = '', display_name = '' }) => register.mutate({ body: { email, password, display_name } })}
      foot={<Link to="/sign-in">{t('I have an account')}</Link>}
    >
      <Field label={t('Name')} name="display_name" autoComplete="name" />
      <Field label={t('Email')} name="email" type="email" autoComplete="username" required />
      <Field label={t('Password')} name="password" type="password" autoComplete="new-password" required hint={t('Long beats complicated: a few words.')} />
    </AccountForm>
  );
}

export function ForgotPage() {
  const forgot = query.useMutation('post', '/api/v1/auth/password/forgot');
  if (forgot.isSuccess) {
    return (
      <Empty title={t('Look into your mail')} icon={<MailCheck size={28} aria-hidden />}>
        {forgot.data.next}
      </Empty>
    );
  }
  return (
    <AccountForm
      title={t('Another password')}
      lead={t('We send a link that is good for an hour.')}
      action={t('Send me the link')}
      isBusy={forgot.isPending}
      error={asError(forgot.error)}
      onSubmit={({ email = '' }) => forgot.mutate({ body: { email } })}
      foot={<Link to="/sign-in">{t('Back to signing in')}</Link>}
    >
      <Field label={t('Email')} name="email" type="email" autoComplete="username" required />
    </AccountForm>
  );
}

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
    const { email } = register.variables.body;
    return <MailSent address={email}>{t('A mail is on its way to {0}. Its link opens your workspace and is good for a day.', email)}</MailSent>;
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
    const { email } = forgot.variables.body;
    return <MailSent address={email}>{t('If {0} has an account, a mail is on its way. Its link is good for an hour.', email)}</MailSent>;
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

function MailSent({ address, children }: { address: string; children: string }) {
  return (
    <Empty
      title={t('Look into your mail')}
      icon={<MailCheck size={28} aria-hidden />}
      action={location.hostname === 'localhost' ? <LocalMail address={address} /> : undefined}
    >
      {children}
    </Empty>
  );
}

/** A stack on one's own machine sends no mail: it keeps them. */
function LocalMail({ address }: { address: string }) {
  return (
    <div className="stack-small">
      <p>{t('On this machine no mail is sent; this command prints it:')}</p>
      <code>{`python -m infra_cdk.local.mail ${address}`}</code>
    </div>
  );
}

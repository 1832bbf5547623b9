import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Modal } from '@/components/modal';
import { fieldText, Refusal } from '@/components/short-form';
import { t } from '@/lib/language';
import { useDeleteAccount } from '../api/my-data';

interface DeleteAccountProps {
  email: string;
  isOpen: boolean;
  onClose: () => void;
}

/** The address and the password are typed again, so that nobody does it by accident or on a desk that was left open. */
export function DeleteAccount({ email, isOpen, onClose }: DeleteAccountProps) {
  const leave = useDeleteAccount();
  return (
    <Modal title={t('Delete my account?')} isOpen={isOpen} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const fields = new FormData(event.currentTarget);
          const password = fields.get('password');
          leave.mutate({ email: fieldText(fields, 'email'), password: typeof password === 'string' && password !== '' ? password : null });
        }}
      >
        <p>{t('All your data sets, results, keys and webhooks are deleted at once. Download your data first if you may need it.')}</p>
        <Field label={t('Your email, typed again')} name="email" type="email" required autoComplete="off" placeholder={email} />
        <Field label={t('Your password')} name="password" type="password" autoComplete="current-password" hint={t('Empty if you sign in with a provider only.')} />
        <Refusal error={leave.error} />
        <div className="row">
          <Button look="danger" type="submit" disabled={leave.isPending}>
            {t('Delete everything')}
          </Button>
          <Button onClick={onClose}>{t('Keep it')}</Button>
        </div>
      </form>
    </Modal>
  );
}

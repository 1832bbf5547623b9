import { Field } from '@/components/field';
import { Modal } from '@/components/modal';
import { fieldText, ShortForm } from '@/components/short-form';
import { t } from '@/lib/language';
import { useChangeConnection, type Connection } from '../api/connections';
import { changeOf, fieldsOf, textsOf } from '../api/fields';
import { KindFields } from './kind-fields';

interface ChangeConnectionProps {
  connection: Connection;
  isOpen: boolean;
  onClose: () => void;
}

/** Another name, host or user; what proves who asks stays where nothing else is typed and the place is the same. */
export function ChangeConnection({ connection, isOpen, onClose }: ChangeConnectionProps) {
  const change = useChangeConnection();
  const { kind } = connection.target;
  return (
    <Modal title={t('Change {0}', connection.name)} isOpen={isOpen} onClose={onClose}>
      <div className="stack">
        <ShortForm
          label={t('Change the connection')}
          look="columns"
          action={t('Save the changes')}
          isBusy={change.isPending}
          error={change.error}
          onSubmit={(fields) =>
            change
              .mutateAsync({
                params: { path: { connection_id: connection.connection_id } },
                body: changeOf(connection, (name) => fieldText(fields, name)),
              })
              .then(onClose)
          }
        >
          <Field label={t('Name')} name="name" required maxLength={100} defaultValue={connection.name} />
          <KindFields fields={fieldsOf(kind)} initial={textsOf(connection.target)} />
        </ShortForm>
        <p className="faint small">{t('Credentials that are left empty stay; another host, port or encryption needs them again.')}</p>
      </div>
    </Modal>
  );
}

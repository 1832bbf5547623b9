import { Modal } from '@/components/modal';
import { fieldText, ShortForm } from '@/components/short-form';
import { t } from '@/lib/language';
import { useReplaceCredentials, type Connection } from '../api/connections';
import { credentialsOf, secretsOf } from '../api/fields';
import { KindFields } from './kind-fields';

interface OtherCredentialsProps {
  connection: Connection;
  isOpen: boolean;
  onClose: () => void;
}

/** What is connected with from now on; what it was cannot be seen. */
export function OtherCredentials({ connection, isOpen, onClose }: OtherCredentialsProps) {
  const replace = useReplaceCredentials();
  const { kind } = connection.target;
  return (
    <Modal title={t('Other credentials for {0}', connection.name)} isOpen={isOpen} onClose={onClose}>
      <ShortForm
        label={t('Other credentials')}
        action={t('Replace them')}
        isBusy={replace.isPending}
        error={replace.error}
        onSubmit={(fields) =>
          replace
            .mutateAsync({
              params: { path: { connection_id: connection.connection_id } },
              body: { credentials: credentialsOf(kind, (name) => fieldText(fields, name)) },
            })
            .then(onClose)
        }
      >
        <KindFields fields={secretsOf(kind)} />
      </ShortForm>
    </Modal>
  );
}

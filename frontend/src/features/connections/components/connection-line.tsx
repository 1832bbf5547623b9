import { Link } from '@tanstack/react-router';
import { Check, CircleX, KeyRound, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button, buttonClass, IconButton } from '@/components/button';
import { Confirm } from '@/components/confirm';
import { Line } from '@/components/lines';
import { Refusal } from '@/components/short-form';
import { t } from '@/lib/language';
import { useDeleteConnection, useTestConnection, type Connection } from '../api/connections';
import { addressOf, KINDS } from '../api/fields';
import { ChangeConnection } from './change-connection';
import { OtherCredentials } from './other-credentials';
import { phrase } from '@/components/phrase';

interface ConnectionLineProps {
  connection: Connection;
  isOwner: boolean;
  /** Viewers see that there are connections, and use none. */
  mayUse: boolean;
}

export function ConnectionLine({ connection, isOwner, mayUse }: ConnectionLineProps) {
  const [open, setOpen] = useState<'change' | 'credentials' | 'delete' | null>(null);
  const close = (): void => setOpen(null);
  const test = useTestConnection();
  const remove = useDeleteConnection();
  const params = { path: { connection_id: connection.connection_id } };
  return (
    <Line
      side={
        <>
          {mayUse && (
            <>
              <Button size="small" disabled={test.isPending} onClick={() => test.mutate({ params })}>
                {t('Test')}
              </Button>
              <Link
                to="/connections/$connectionId"
                params={{ connectionId: connection.connection_id }}
                className={buttonClass('primary', 'small')}
              >
                {t('Browse')}
              </Link>
            </>
          )}
          {isOwner && (
            <>
              <IconButton label={t('Change {0}', connection.name)} onClick={() => setOpen('change')}>
                <Pencil size={14} aria-hidden />
              </IconButton>
              <IconButton label={t('Other credentials for {0}', connection.name)} onClick={() => setOpen('credentials')}>
                <KeyRound size={14} aria-hidden />
              </IconButton>
              <IconButton label={t('Delete {0}', connection.name)} onClick={() => setOpen('delete')}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            </>
          )}
        </>
      }
    >
      <div>
        <strong>{connection.name}</strong> <Badge>{KINDS.find((kind) => kind.value === connection.target.kind)?.label ?? connection.target.kind}</Badge>
      </div>
      <code className="soft small">{addressOf(connection.target)}</code>
      {connection.external_id !== null && (
        <p className="faint small">
          {phrase('The role’s trust policy requires {0}', <code>{`sts:ExternalId = ${connection.external_id}`}</code>)}
        </p>
      )}
      <Outcome test={test} />
      <ChangeConnection connection={connection} isOpen={open === 'change'} onClose={close} />
      <OtherCredentials connection={connection} isOpen={open === 'credentials'} onClose={close} />
      <Confirm
        title={t('Delete {0}?', connection.name)}
        action={t('Delete the connection')}
        isOpen={open === 'delete'}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => remove.mutate({ params }, { onSuccess: close })}
      >
        {t('Its credentials are deleted at once. Data sets that came over it stay.')}
      </Confirm>
    </Line>
  );
}

function Outcome({ test }: { test: ReturnType<typeof useTestConnection> }) {
  if (test.data === undefined) return <Refusal error={test.error} />;
  const { is_reachable: isReachable, server, failure } = test.data;
  return (
    <p role="status" className="row">
      <Badge tone={isReachable ? 'good' : 'bad'}>
        {isReachable ? <Check size={12} aria-hidden /> : <CircleX size={12} aria-hidden />}
        {isReachable ? t('reachable') : t('not reachable')}
      </Badge>
      <span className="small">{isReachable ? server : failure?.message}</span>
    </p>
  );
}

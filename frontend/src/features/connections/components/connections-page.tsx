import { PlugZap } from 'lucide-react';
import { useMe } from '@/client/me';
import { Card } from '@/components/card';
import { Lines } from '@/components/lines';
import { Page } from '@/components/page';
import { Empty, Failure, Loading } from '@/components/states';
import { t } from '@/lib/language';
import { useConnections } from '../api/connections';
import { ConnectionLine } from './connection-line';
import { NewConnection } from './new-connection';

/** Ways to tables elsewhere. */
export function ConnectionsPage() {
  const connections = useConnections();
  const me = useMe();
  const isOwner = me.data?.role === 'owner';
  return (
    <Page title={t('Connections')} lead={t('Tables of databases, buckets and addresses, brought over and analysed without a file in between.')}>
      {connections.isPending && <Loading label={t('Loading the connections')} lines={2} />}
      {connections.isError && <Failure error={connections.error} retry={() => void connections.refetch()} />}
      {connections.data !== undefined && (
        <Card title={t('Where tables come from')}>
          {connections.data.connections.length === 0 ? (
            <Empty title={t('There are no connections')} icon={<PlugZap size={28} aria-hidden />}>
              {isOwner ? t('Add one below: it is only ever read from.') : t('An owner of this workspace can add one.')}
            </Empty>
          ) : (
            <Lines label={t('Connections')}>
              {connections.data.connections.map((one) => (
                <ConnectionLine key={one.connection_id} connection={one} isOwner={isOwner} mayUse={me.data?.role !== 'viewer'} />
              ))}
            </Lines>
          )}
        </Card>
      )}
      {isOwner && <NewConnection />}
    </Page>
  );
}

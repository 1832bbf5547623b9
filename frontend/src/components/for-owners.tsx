import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '@/client/me';
import { t } from '@/lib/language';
import { Empty, Failure, Loading } from './states';

/** Shows its content to owners, to all others why there is none. */
export function ForOwners({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  if (me.isPending) return <Loading label={t('Loading')} lines={2} />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (me.data.role === 'owner') return children;
  return (
    <Empty title={title} icon={<LockKeyhole size={28} aria-hidden />}>
      {t('You are {0} in this workspace. Ask one of its owners, whom the page “Members” names.', t(me.data.role))}
    </Empty>
  );
}

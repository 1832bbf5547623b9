import { BellOff, BellRing } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/button';
import { Failure, Loading } from '@/components/states';
import { count, date } from '@/lib/format';
import { t } from '@/lib/language';
import { muteWords, useMutes, useUnmute, type Mute } from '../api/mutes';
import css from './repairs.module.css';

const Modal = lazy(() => import('@/components/modal').then((module) => ({ default: module.Modal })));

/** How many issues of this table are muted, and the rules that do it; nothing where none are. */
export function MutedIssues({ count: muted }: { count: number }) {
  const [isOpen, setOpen] = useState(false);
  if (muted === 0 && !isOpen) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <BellOff size={14} aria-hidden />
        <span className="num">{t('{0} muted', count(muted))}</span>
      </Button>
      {isOpen && (
        <Suspense>
          <Modal title={t('Muted in this workspace')} isOpen onClose={() => setOpen(false)}>
            <MuteRules />
          </Modal>
        </Suspense>
      )}
    </>
  );
}

function MuteRules() {
  const mutes = useMutes();
  const unmute = useUnmute();
  if (mutes.isPending) return <Loading label={t('Loading what is muted')} lines={2} />;
  if (mutes.isError) return <Failure error={mutes.error} retry={() => void mutes.refetch()} />;
  if (mutes.data.mutes.length === 0) return <p className="soft">{t('Nothing is muted any more.')}</p>;
  return (
    <>
      <ul className={css.planList}>
        {mutes.data.mutes.map((mute) => (
          <MuteRow key={mute.mute_id} mute={mute} isBusy={unmute.isPending} onUnmute={() => unmute.mutate(mute.mute_id)} />
        ))}
      </ul>
      {unmute.isError && (
        <p role="alert" className={css.localError}>
          {unmute.error.message}
        </p>
      )}
    </>
  );
}

function MuteRow({ mute, isBusy, onUnmute }: { mute: Mute; isBusy: boolean; onUnmute: () => void }) {
  return (
    <li className={css.planItem}>
      <span className="grow">
        {muteWords(mute)}
        <span className="faint small"> · {t('since {0}', date(mute.created_at))}</span>
      </span>
      <Button size="small" disabled={isBusy} onClick={onUnmute} aria-label={t('Show again: {0}', muteWords(mute))}>
        <BellRing size={14} aria-hidden /> {t('Show again')}
      </Button>
    </li>
  );
}

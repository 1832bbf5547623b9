import { Link } from '@tanstack/react-router';
import { Download, Trash2, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '@/client/me';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { useTitle } from '@/components/page';
import { Refusal } from '@/components/short-form';
import { Empty, Failure, Loading } from '@/components/states';
import { date } from '@/lib/format';
import { t } from '@/lib/language';
import { useExportMyData } from '../api/my-data';
import { DeleteAccount } from './delete-account';
import css from './settings.module.css';

/** Who I am, taking my data with me, and leaving for good. */
export function MyAccountPage() {
  useTitle(t('My account'));
  const me = useMe();
  const take = useExportMyData();
  const [isLeaving, setLeaving] = useState(false);
  if (me.isPending) return <Loading label={t('Loading the account')} lines={2} />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  const { user } = me.data;
  if (user === null) {
    return (
      <Card>
        <Empty title={t('You work without an account')} icon={<UserRound size={28} aria-hidden />} action={<Link to="/register">{t('Make an account')}</Link>}>
          {t('Everybody who can reach this installation sees the same data sets.')}
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <Card title={t('My account')}>
        <dl className={css.facts}>
          <dt className="soft">{t('Name')}</dt>
          <dd>{user.display_name || '–'}</dd>
          <dt className="soft">{t('Email')}</dt>
          <dd>{user.email}</dd>
          <dt className="soft">{t('Since')}</dt>
          <dd>{date(user.created_at)}</dd>
        </dl>
      </Card>
      <Card title={t('My data')}>
        <div className="stack">
          <p className="soft">{t('Everything that is kept of you in one JSON file, with links to your files and results that are good for an hour.')}</p>
          <div>
            <Button onClick={() => take.mutate()} disabled={take.isPending}>
              <Download size={14} aria-hidden />
              {t('Download my data')}
            </Button>
          </div>
          <Refusal error={take.error} />
        </div>
      </Card>
      <Card title={t('Leave for good')}>
        <div className="stack">
          <p className="soft">
            {t('Deletes the account and every workspace that has no other member, with all data sets, results and keys. Nobody can bring them back.')}
          </p>
          <div>
            <Button look="danger" onClick={() => setLeaving(true)}>
              <Trash2 size={14} aria-hidden />
              {t('Delete my account')}
            </Button>
          </div>
        </div>
      </Card>
      <DeleteAccount email={user.email} isOpen={isLeaving} onClose={() => setLeaving(false)} />
    </>
  );
}

import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '@/client/me';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { inputClass } from '@/components/field';
import { ForOwners } from '@/components/for-owners';
import { Line, Lines } from '@/components/lines';
import { useTitle } from '@/components/page';
import { Empty, Failure, Loading } from '@/components/states';
import { ago, date } from '@/lib/format';
import { t } from '@/lib/language';
import { aboutWhat, actionText, actor, saveLog, useAuditLog, useMembers } from '../api/audit-log';

/** What was done in this workspace, newest first. */
export function AuditPage() {
  useTitle(t('Audit log'));
  const me = useMe();
  return <ForOwners title={t('Audit logs are for owners')}>{me.data !== undefined && <Log workspaceId={me.data.workspace_id} />}</ForOwners>;
}

function Log({ workspaceId }: { workspaceId: string }) {
  const log = useAuditLog(workspaceId);
  const members = useMembers(workspaceId);
  const [action, setAction] = useState('');
  if (log.isPending) return <Loading label={t('Loading the log')} lines={4} />;
  if (log.isError) return <Failure error={log.error} retry={() => void log.refetch()} />;
  const people = members.data?.members ?? [];
  const { entries } = log.data;
  const actions = [...new Set(entries.map((entry) => entry.action))].sort();
  const shown = entries.filter((entry) => action === '' || entry.action === action);
  if (entries.length === 0) {
    return (
      <Card title={t('Audit log')}>
        <Empty title={t('Nothing was done yet')} icon={<ScrollText size={28} aria-hidden />}>
          {t('Who invites, leaves, makes or revokes a key or adds a webhook is noted here. Nothing can change a line.')}
        </Empty>
      </Card>
    );
  }
  return (
    <Card
      title={t('Audit log')}
      side={
        <div className="row-wrap">
          <select className={inputClass} aria-label={t('Show')} value={action} onChange={(event) => setAction(event.target.value)}>
            <option value="">{t('Everything')}</option>
            {actions.map((one) => (
              <option key={one} value={one}>
                {actionText(one)}
              </option>
            ))}
          </select>
        </div>
      }
    >
      <div className="stack">
        <Lines label={t('Audit log')}>
          {shown.map((entry) => (
            <Line key={entry.entry_id} side={<span className="faint small" title={date(entry.at)}>{ago(entry.at)}</span>}>
              <strong>{actor(entry, people)}</strong> {actionText(entry.action)} <span className="soft">{aboutWhat(entry, people)}</span>
            </Line>
          ))}
        </Lines>
        <div>
          <Button onClick={() => saveLog(shown, people)}>
            <Download size={14} aria-hidden />
            {t('Download these lines')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

import { query } from '@/client/api';
import { Card } from '@/components/card';
import { ago, date } from '@/lib/format';
import css from './settings.module.css';

/** What was done in this workspace; owners only, so for all others there is nothing here. */
export function AuditCard() {
  const me = query.useQuery('get', '/api/v1/auth/me');
  const isOwner = me.data?.user !== null && me.data?.role === 'owner';
  const log = query.useQuery(
    'get',
    '/api/v1/workspaces/{workspace_id}/audit-log',
    { params: { path: { workspace_id: me.data?.workspace_id ?? '' } } },
    { enabled: me.data !== undefined && isOwner },
  );
  if (!isOwner || log.data === undefined) return null;
  return (
    <Card title="Audit log">
      <ul>
        {log.data.entries.map((entry) => (
          <li key={entry.entry_id} className={css.line}>
            <span className="grow">
              {entry.action} <span className="soft">{entry.subject}</span>
            </span>
            <span className="faint small" title={date(entry.at)}>
              {ago(entry.at)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

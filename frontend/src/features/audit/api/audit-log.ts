import { csvFormat } from 'd3-dsv';
import { query, type Schemas } from '@/client/api';
import type { Member } from '@/client/me';
import { saveAs } from '@/lib/download';
import { words } from '@/lib/format';
import { mark, t } from '@/lib/language';

export type AuditEntry = Schemas['AuditEntry'];

const MOST = 500;

export function useAuditLog(workspaceId: string) {
  return query.useQuery('get', '/api/v1/workspaces/{workspace_id}/audit-log', {
    params: { path: { workspace_id: workspaceId }, query: { limit: MOST } },
  });
}

export function useMembers(workspaceId: string) {
  return query.useQuery('get', '/api/v1/workspaces/{workspace_id}/members', { params: { path: { workspace_id: workspaceId } } });
}

const ACTIONS: Readonly<Record<string, string>> = {
  'workspace.created': mark('made the workspace'),
  'invitation.sent': mark('invited somebody'),
  'invitation.withdrawn': mark('took an invitation back'),
  'invitation.accepted': mark('joined'),
  'member.role_changed': mark('changed a role'),
  'member.removed': mark('ended a membership'),
  'key.created': mark('made an API key'),
  'key.revoked': mark('revoked an API key'),
  'webhook.created': mark('added a webhook'),
  'webhook.deleted': mark('deleted a webhook'),
  'connection.created': mark('added a connection'),
  'connection.changed': mark('changed a connection'),
  'connection.credentials_replaced': mark('replaced the credentials of a connection'),
  'connection.deleted': mark('deleted a connection'),
};

export function actionText(action: string): string {
  return action in ACTIONS ? t(ACTIONS[action] ?? '') : words(action.replace('.', ' ')).toLowerCase();
}

/** Who did it; an id where it leads to nobody (any more). */
export function actor(entry: Pick<AuditEntry, 'user_id' | 'key_id'>, members: readonly Member[]): string {
  if (entry.user_id !== null) {
    const found = members.find((member) => member.user_id === entry.user_id);
    return found === undefined ? t('a former member ({0})', entry.user_id.slice(0, 8)) : found.display_name || found.email;
  }
  return entry.key_id === null ? t('whoever sits here') : t('the API key {0}', entry.key_id.slice(0, 8));
}

/** Its subject as people know it, and what else was noted. */
export function aboutWhat(entry: AuditEntry, members: readonly Member[]): string {
  const member = members.find((one) => one.user_id === entry.subject);
  const details = Object.entries(entry.details ?? {}).map(([name, value]) => `${name}: ${value}`);
  return [member?.email ?? entry.subject.slice(0, 8), ...details].join(' · ');
}

/** The lines as a file that spreadsheets open. */
export function saveLog(entries: readonly AuditEntry[], members: readonly Member[]): void {
  const lines = entries.map((entry) => ({
    at: entry.at,
    who: actor(entry, members),
    action: entry.action,
    subject: entry.subject,
    details: JSON.stringify(entry.details ?? {}),
  }));
  saveAs(csvFormat(lines), 'audit-log.csv', 'text/csv');
}

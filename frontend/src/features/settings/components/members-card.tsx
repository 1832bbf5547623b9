import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { query } from '@/client/api';
import { Badge } from '@/components/badge';
import { Button, IconButton } from '@/components/button';
import { Card } from '@/components/card';
import { Field, inputClass } from '@/components/field';
import { Failure, Loading } from '@/components/states';
import css from './settings.module.css';

/** Who works here, who is invited, and inviting more. */
export function MembersCard() {
  const me = query.useQuery('get', '/api/v1/auth/me');
  if (me.isPending) return <Loading label="Loading the members" lines={2} />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (me.data.user === null) {
    return (
      <Card title="Members">
        <p className="soft">You work without an account. Sign in to share a workspace with others.</p>
      </Card>
    );
  }
  return <Members workspaceId={me.data.workspace_id} isOwner={me.data.role === 'owner'} />;
}

function Members({ workspaceId, isOwner }: { workspaceId: string; isOwner: boolean }) {
  const params = { path: { workspace_id: workspaceId } };
  const members = query.useQuery('get', '/api/v1/workspaces/{workspace_id}/members', { params });
  const invitations = query.useQuery('get', '/api/v1/workspaces/{workspace_id}/invitations', { params }, { enabled: isOwner });
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/workspaces/{workspace_id}/invitations'] });
  const withdraw = query.useMutation('delete', '/api/v1/workspaces/{workspace_id}/invitations/{invitation_id}', { onSuccess: refresh });
  return (
    <Card title="Members">
      <div className="stack">
        <ul>
          {members.data?.members.map((member) => (
            <li key={member.user_id} className={css.line}>
              <span className="grow">
                {member.display_name} <span className="soft">{member.email}</span>
              </span>
              <Badge>{member.role}</Badge>
            </li>
          ))}
          {invitations.data?.invitations.map((one) => (
            <li key={one.invitation_id} className={css.line}>
              <span className="grow soft">{one.email}</span>
              <Badge tone="accent">invited as {one.role}</Badge>
              <IconButton
                label={`Take the invitation of ${one.email} back`}
                onClick={() => withdraw.mutate({ params: { path: { workspace_id: workspaceId, invitation_id: one.invitation_id } } })}
              >
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        {members.isError && <Failure error={members.error} />}
        {isOwner && <Invite workspaceId={workspaceId} onDone={refresh} />}
      </div>
    </Card>
  );
}

const ROLES = ['viewer', 'editor', 'owner'] as const;

function Invite({ workspaceId, onDone }: { workspaceId: string; onDone: () => Promise<void> }) {
  const invite = query.useMutation('post', '/api/v1/workspaces/{workspace_id}/invitations', { onSuccess: onDone });
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const email = fields.get('email');
        const role = ROLES.find((one) => one === fields.get('role')) ?? 'viewer';
        if (typeof email === 'string') invite.mutate({ params: { path: { workspace_id: workspaceId } }, body: { email, role } });
        event.currentTarget.reset();
      }}
    >
      <Field label="Invite by email" name="email" type="email" required />
      <select name="role" aria-label="Role" className={inputClass}>
        {ROLES.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
      <Button type="submit" disabled={invite.isPending}>
        Invite
      </Button>
      {invite.isError && <p role="alert">{invite.error instanceof Error ? invite.error.message : 'The invitation was not sent.'}</p>}
    </form>
  );
}

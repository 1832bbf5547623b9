import { Link } from '@tanstack/react-router';
import { UserRound, X } from 'lucide-react';
import { ROLES, useMe, type Role } from '@/client/me';
import { Badge } from '@/components/badge';
import { IconButton } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Line, Lines } from '@/components/lines';
import { useTitle } from '@/components/page';
import { Choice, fieldChoice, fieldText, Refusal, ShortForm } from '@/components/short-form';
import { Empty, Failure, Loading } from '@/components/states';
import { ago, date } from '@/lib/format';
import { t } from '@/lib/language';
import { useInvitations, useInvite, useMembers, useWithdraw } from '../api/members';
import { MemberLine } from './member-line';
import { WorkspacesCard } from './workspaces-card';

/** Who works here, who is invited, and inviting more. */
export function MembersPage() {
  useTitle(t('Members'));
  const me = useMe();
  if (me.isPending) return <Loading label={t('Loading the members')} lines={2} />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (me.data.user === null) {
    return (
      <Card>
        <Empty title={t('You work without an account')} icon={<UserRound size={28} aria-hidden />} action={<Link to="/register">{t('Make an account')}</Link>}>
          {t('With one you can share a workspace with others.')}
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <Members workspaceId={me.data.workspace_id} userId={me.data.user.user_id} role={me.data.role} />
      <WorkspacesCard me={me.data} />
    </>
  );
}

function Members({ workspaceId, userId, role }: { workspaceId: string; userId: string; role: Role }) {
  const isOwner = role === 'owner';
  const members = useMembers(workspaceId);
  const invitations = useInvitations(workspaceId, isOwner);
  const withdraw = useWithdraw();
  if (members.isPending) return <Loading label={t('Loading the members')} lines={2} />;
  if (members.isError) return <Failure error={members.error} retry={() => void members.refetch()} />;
  return (
    <Card title={t('Members')}>
      <div className="stack">
        <Lines label={t('Members')}>
          {members.data.members.map((member) => (
            <MemberLine key={member.user_id} member={member} workspaceId={workspaceId} isSelf={member.user_id === userId} mayManage={isOwner} />
          ))}
          {invitations.data?.invitations.map((one) => (
            <Line
              key={one.invitation_id}
              side={
                <>
                  <Badge tone="accent">{t('invited as {0}', one.role)}</Badge>
                  <IconButton
                    label={t('Take the invitation of {0} back', one.email)}
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate({ params: { path: { workspace_id: workspaceId, invitation_id: one.invitation_id } } })}
                  >
                    <X size={14} aria-hidden />
                  </IconButton>
                </>
              }
            >
              <span className="soft">{one.email}</span>{' '}
              <span className="faint small" title={date(one.expires_at)}>
                {t('the invitation ends {0}', ago(one.expires_at))}
              </span>
            </Line>
          ))}
        </Lines>
        <Refusal error={withdraw.error} />
        {isOwner && <Invite workspaceId={workspaceId} />}
      </div>
    </Card>
  );
}

function Invite({ workspaceId }: { workspaceId: string }) {
  const invite = useInvite();
  return (
    <>
      <ShortForm
        label={t('Invite somebody')}
        action={t('Invite')}
        isBusy={invite.isPending}
        error={invite.error}
        onSubmit={(fields) =>
          invite.mutateAsync({
            params: { path: { workspace_id: workspaceId } },
            body: { email: fieldText(fields, 'email'), role: fieldChoice(fields, 'role', ROLES) ?? 'viewer' },
          })
        }
      >
        <Field label={t('Invite by email')} name="email" type="email" required />
        <Choice label={t('Role')} name="role" options={ROLES.map(({ value, label }) => ({ value, label }))} initial="editor" />
      </ShortForm>
      <p className="faint small">{ROLES.map(({ label, hint }) => `${label}: ${hint}`).join('. ')}.</p>
      {invite.data !== undefined && <p role="status">{t('A mail is on its way to {0}. It is good for a week.', invite.data.email)}</p>}
    </>
  );
}

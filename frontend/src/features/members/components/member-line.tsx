import { LogOut, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { ROLES, type Member } from '@/client/me';
import { Badge } from '@/components/badge';
import { IconButton } from '@/components/button';
import { Confirm } from '@/components/confirm';
import { inputClass } from '@/components/field';
import { Line } from '@/components/lines';
import { Refusal } from '@/components/short-form';
import { ago, date } from '@/lib/format';
import { t } from '@/lib/language';
import { useChangeRole, useRemoveMember } from '../api/members';

interface MemberLineProps {
  member: Member;
  workspaceId: string;
  isSelf: boolean;
  /** Whether whoever looks owns the workspace. */
  mayManage: boolean;
}

export function MemberLine({ member, workspaceId, isSelf, mayManage }: MemberLineProps) {
  const [isAsking, setAsking] = useState(false);
  const change = useChangeRole();
  const remove = useRemoveMember();
  const params = { path: { workspace_id: workspaceId, user_id: member.user_id } };
  const name = member.display_name || member.email;
  return (
    <Line
      side={
        <>
          {mayManage ? (
            <select
              className={inputClass}
              aria-label={t('Role of {0}', name)}
              value={member.role}
              disabled={change.isPending}
              onChange={(event) => {
                const role = ROLES.find((one) => one.value === event.target.value)?.value;
                if (role !== undefined) change.mutate({ params, body: { role } });
              }}
            >
              {ROLES.map((role) => (
                <option key={role.value} value={role.value}>
                  {role.label}
                </option>
              ))}
            </select>
          ) : (
            <Badge>{member.role}</Badge>
          )}
          {(mayManage || isSelf) && (
            <IconButton label={isSelf ? t('Leave the workspace') : t('Remove {0}', name)} onClick={() => setAsking(true)}>
              {isSelf ? <LogOut size={14} aria-hidden /> : <UserMinus size={14} aria-hidden />}
            </IconButton>
          )}
        </>
      }
    >
      <strong>{name}</strong> {isSelf && <Badge tone="accent">{t('you')}</Badge>}
      <div className="soft small">
        {member.email} · <span title={date(member.since)}>{t('since {0}', ago(member.since))}</span>
      </div>
      <Refusal error={change.error} />
      <Confirm
        title={isSelf ? t('Leave this workspace?') : t('Remove {0}?', name)}
        action={isSelf ? t('Leave') : t('Remove')}
        isOpen={isAsking}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ params }, { onSuccess: () => setAsking(false) })}
      >
        {t('{0} will see nothing of it any more, from the next request on. Data sets and analyses stay.', isSelf ? t('You') : name)}
      </Confirm>
    </Line>
  );
}

import { Menu } from '@base-ui/react/menu';
import { ChevronsUpDown } from 'lucide-react';
import { useEffect } from 'react';
import { useActIn } from '@/client/acting';
import { ApiError } from '@/client/api';
import { useMe } from '@/client/me';
import { session } from '@/client/session';
import { t } from '@/lib/language';
import menu from '@/components/menu.module.css';

/** Which workspace is open, for those who belong to several. */
export function WorkspaceMenu() {
  const me = useMe();
  const actIn = useActIn();
  // Whose membership ended while that workspace was open goes back to the one of their own.
  const isLost = me.error instanceof ApiError && me.error.status === 404 && session.workspaceId !== null;
  useEffect(() => {
    if (isLost) actIn(null);
  });
  if (me.data === undefined || me.data.workspaces.length < 2) return null;
  const open = me.data.workspaces.find((one) => one.workspace_id === me.data.workspace_id);
  return (
    <Menu.Root>
      <Menu.Trigger className="shell-link shell-workspace">
        <span className="hidden">{t('Workspace:')} </span>
        <span className="grow ellipsis">{open?.name ?? ''}</span>
        <ChevronsUpDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu.positioner} sideOffset={6} align="start">
          <Menu.Popup className={menu.popup}>
            {me.data.workspaces.map((one) => (
              <Menu.Item
                key={one.workspace_id}
                className={menu.item}
                aria-current={one === open}
                onClick={() => actIn(one.workspace_id)}
              >
                <strong>{one.name}</strong>
                <span className="faint small">{t('You are {0}', t(one.role))}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

import { Menu } from '@base-ui/react/menu';
import { BellOff } from 'lucide-react';
import type { Issue } from '@/client/analysis';
import { buttonClass } from '@/components/button';
import { t } from '@/lib/language';
import menu from '@/components/menu.module.css';
import { muteOffers, useMute } from '../api/mutes';
import css from './repairs.module.css';

/** "That is meant to be so": it is not shown any more and costs no points, here and in all analyses of the workspace. */
export function MuteMenu({ issue }: { issue: Issue }) {
  const mute = useMute();
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={buttonClass('quiet', 'small')} disabled={mute.isPending}>
          <BellOff size={14} aria-hidden /> {t('Mute')}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={menu.positioner} sideOffset={6} align="end">
            <Menu.Popup className={menu.popup}>
              <p className={menu.lead}>{t('Not shown and no points lost, in all analyses of this workspace')}</p>
              {muteOffers(issue).map(({ rule, label }) => (
                <Menu.Item key={label} className={menu.item} onClick={() => mute.mutate(rule)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {mute.isError && (
        <p role="alert" className={css.localError}>
          {mute.error.message}
        </p>
      )}
    </>
  );
}

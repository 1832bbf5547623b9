import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { mark, t } from '@/lib/language';
import css from './analysis.module.css';

const PAGES = [
  { to: '/settings', label: mark('Preferences') },
  { to: '/settings/members', label: mark('Members') },
  { to: '/settings/keys', label: mark('API keys') },
  { to: '/settings/webhooks', label: mark('Webhooks') },
  { to: '/settings/audit-log', label: mark('Audit log') },
  { to: '/settings/account', label: mark('My account') },
] as const;

/** The frame of all pages about the workspace and the person. */
export function SettingsFrame() {
  const tabs = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  // On a phone the tabs are wider than the page: the open one comes into sight.
  useEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (open) tabs.current?.scrollTo({ left: open.offsetLeft - 40 });
  }, [path]);
  return (
    <div className={css.page}>
      <h1>{t('Settings')}</h1>
      <nav ref={tabs} className={css.tabs} aria-label={t('Settings')}>
        {PAGES.map(({ to, label }) => (
          <Link key={to} to={to} className={css.tab ?? ''} activeOptions={{ exact: true }} activeProps={{ className: css.tabActive ?? '' }}>
            {t(label)}
          </Link>
        ))}
      </nav>
      <div className={css.narrow}>
        <Outlet />
      </div>
    </div>
  );
}

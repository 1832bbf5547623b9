import { CSPProvider } from '@base-ui/react/csp-provider';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { ChartColumn, Database, GitCompareArrows, LogIn, LogOut, PlugZap, Settings } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useSyncExternalStore } from 'react';
import { session } from '@/client/session';
import { DropAnywhere } from '@/features/upload/components/drop-area';
import { UploadPanel } from '@/features/upload/components/upload-panel';
import { useUploads } from '@/features/upload/api/uploads';
import { useSignOut } from '@/features/account/api/sign-out';
import { t } from '@/lib/language';
import { ShortcutHelp } from './shortcut-help';
import { ThemeButton } from './theme-button';
import { takeFiles } from './take-files';
import './shell.css';

/** Its menu is a large part of the code that a first visit would load, and only those who are signed in may need it. */
const WorkspaceMenu = lazy(() => import('./workspace-menu').then((module) => ({ default: module.WorkspaceMenu })));

const ACTIVE = { className: 'shell-active' };

/** Pages for those who are not signed in: what the navigation leads to is not theirs yet. */
const BARE = ['/sign-in', '/register', '/forgot', '/verify', '/reset-password', '/invitation'];

/** What stands around every page: navigation, files dropped anywhere, uploads under way. */
export function Shell() {
  const isBare = useLocation({ select: ({ pathname }) => BARE.includes(pathname) });
  const onFiles = useCallback((files: readonly File[]) => takeFiles(files), []);
  useFollowUpload();
  return (
    <CSPProvider disableStyleElements>
      <DropAnywhere onFiles={onFiles}>
        <a className="shell-skip" href="#content">
          {t('Skip to the content')}
        </a>
        <div className={isBare ? 'shell-bare' : 'shell-frame'}>
          {isBare ? (
            <header>
              <Brand />
            </header>
          ) : (
            <Navigation />
          )}
          <main id="content" className="shell-main" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </DropAnywhere>
      <UploadPanel />
      <ShortcutHelp />
    </CSPProvider>
  );
}

function Brand() {
  return (
    <Link to="/" className="shell-brand">
      <img src="/favicon.svg" alt="" width={24} height={24} />
      <span>{t('DataInsight Pro')}</span>
    </Link>
  );
}

function Navigation() {
  const isSignedIn = useSyncExternalStore(session.subscribe, session.snapshot);
  // An analysis belongs to a data set: who looks at one is in that part of the app.
  const isInside = useLocation({ select: ({ pathname }) => pathname.startsWith('/analysis/') });
  return (
    <nav className="shell-nav" aria-label={t('Main')}>
      <Brand />
      {isSignedIn && (
        <Suspense>
          <WorkspaceMenu />
        </Suspense>
      )}
      <div className="shell-links">
        <Link to="/" className={isInside ? 'shell-link shell-active' : 'shell-link'} activeOptions={{ exact: true }} activeProps={ACTIVE}>
          <Database size={16} aria-hidden />
          <span>{t('Data sets')}</span>
        </Link>
        <Link to="/compare" className="shell-link" activeOptions={{ includeSearch: false }} activeProps={ACTIVE}>
          <GitCompareArrows size={16} aria-hidden />
          <span>{t('Compare')}</span>
        </Link>
        <Link to="/connections" className="shell-link" activeProps={ACTIVE}>
          <PlugZap size={16} aria-hidden />
          <span>{t('Connections')}</span>
        </Link>
        <Link to="/usage" className="shell-link" activeProps={ACTIVE}>
          <ChartColumn size={16} aria-hidden />
          <span>{t('Usage')}</span>
        </Link>
        <Link to="/settings" className="shell-link" activeProps={ACTIVE}>
          <Settings size={16} aria-hidden />
          <span>{t('Settings')}</span>
        </Link>
      </div>
      <div className="shell-foot">
        <ThemeButton />
        <Account isSignedIn={isSignedIn} />
      </div>
    </nav>
  );
}

function Account({ isSignedIn }: { isSignedIn: boolean }) {
  const signOut = useSignOut();
  if (!isSignedIn) {
    return (
      <Link to="/sign-in" className="shell-link">
        <LogIn size={16} aria-hidden />
        <span>{t('Sign in')}</span>
      </Link>
    );
  }
  return (
    <button type="button" className="shell-link" onClick={() => signOut.mutate()}>
      <LogOut size={16} aria-hidden />
      <span>{t('Sign out')}</span>
    </button>
  );
}

/** When a single file has arrived, its page opens; of several, the list shows them. */
function useFollowUpload(): void {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const uploads = useUploads();
  const latest = uploads[0];
  const analysisId = latest?.state === 'done' && latest.isFollowed ? latest.analysisId : null;
  const arrived = uploads.filter((one) => one.state === 'done').length;
  useEffect(() => {
    if (arrived > 0) void cache.invalidateQueries();
  }, [arrived, cache]);
  useEffect(() => {
    if (analysisId !== null) void navigate({ to: '/analysis/$analysisId', params: { analysisId } });
  }, [analysisId, navigate]);
}

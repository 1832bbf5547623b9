/** All pages. Each is a chunk of its own, loaded when it is first needed, or hovered; but for the two that people come to. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { AnalysisPage } from './pages/analysis';
import { HomePage } from './pages/home';
import { OverviewTab } from './pages/results';
import { RouteFailure } from './pages/route-failure';
import { NotFound } from './pages/not-found';
import { Shell } from './shell/shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Optional texts of an address' search part, all others are dropped. */
function texts<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = text(search[name]);
      if (value !== undefined) found[name] = value;
    }
    return found;
  };
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: HomePage,
});

const analysis = createRoute({
  getParentRoute: () => root,
  path: '/analysis/$analysisId',
  component: AnalysisPage,
});

const overview = createRoute({
  getParentRoute: () => analysis,
  path: '/',
  component: OverviewTab,
});

const columns = createRoute({
  getParentRoute: () => analysis,
  path: 'columns',
  validateSearch: texts('column'),
  component: lazyRouteComponent(() => import('./pages/columns'), 'ColumnsTab'),
});

const issues = createRoute({
  getParentRoute: () => analysis,
  path: 'issues',
  validateSearch: texts('issue'),
  component: lazyRouteComponent(() => import('./pages/issues'), 'IssuesTab'),
});

const relations = createRoute({
  getParentRoute: () => analysis,
  path: 'relations',
  component: lazyRouteComponent(() => import('./pages/relations'), 'RelationsTab'),
});

const exports = createRoute({
  getParentRoute: () => analysis,
  path: 'exports',
  component: lazyRouteComponent(() => import('./pages/exports'), 'ExportsTab'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: texts('before', 'after'),
  component: lazyRouteComponent(() => import('./pages/compare'), 'Compare'),
});

const usage = createRoute({
  getParentRoute: () => root,
  path: '/usage',
  component: lazyRouteComponent(() => import('@/features/usage/components/usage-page'), 'UsagePage'),
});

const connections = createRoute({
  getParentRoute: () => root,
  path: '/connections',
  component: lazyRouteComponent(() => import('@/features/connections/components/connections-page'), 'ConnectionsPage'),
});

const connection = createRoute({
  getParentRoute: () => root,
  path: '/connections/$connectionId',
  validateSearch: texts('path'),
  component: lazyRouteComponent(() => import('./pages/connection'), 'BrowseConnection'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings'), 'SettingsFrame'),
});

const preferences = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/settings/components/settings-page'), 'PreferencesPage'),
});

const members = createRoute({
  getParentRoute: () => settings,
  path: 'members',
  component: lazyRouteComponent(() => import('@/features/members/components/members-page'), 'MembersPage'),
});

const keys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  component: lazyRouteComponent(() => import('@/features/keys/components/keys-page'), 'KeysPage'),
});

const webhooks = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('@/features/webhooks/components/webhooks-page'), 'WebhooksPage'),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit-log',
  component: lazyRouteComponent(() => import('@/features/audit/components/audit-page'), 'AuditPage'),
});

const myAccount = createRoute({
  getParentRoute: () => settings,
  path: 'account',
  component: lazyRouteComponent(() => import('@/features/settings/components/my-account-page'), 'MyAccountPage'),
});

const account = () => import('./pages/account');

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: texts('next'),
  component: lazyRouteComponent(account, 'SignIn'),
});

const register = createRoute({ getParentRoute: () => root, path: '/register', component: lazyRouteComponent(account, 'RegisterPage') });
const forgot = createRoute({ getParentRoute: () => root, path: '/forgot', component: lazyRouteComponent(account, 'ForgotPage') });

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(account, 'Verify'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(account, 'Reset'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(account, 'Invitation'),
});

const routeTree = root.addChildren([
  home,
  analysis.addChildren([overview, columns, issues, relations, exports]),
  compare,
  usage,
  connections,
  connection,
  settings.addChildren([preferences, members, keys, webhooks, audit, myAccount]),
  signIn,
  register,
  forgot,
  verify,
  reset,
  invitation,
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteFailure,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

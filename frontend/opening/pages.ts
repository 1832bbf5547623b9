/** What each address shows before the app's code runs, and what it will need as soon as it does. */
export interface OpeningPage {
  /** Regular expression of its addresses. */
  path: string;
  /** Its heading, and the sentence under it, in English. */
  title: string;
  lead?: string;
  /** The shell around it: with navigation or without. */
  look: 'frame' | 'bare';
  /** Modules that the router loads for it, besides the app's own. */
  modules: readonly string[];
  /** What it asks the API first; `{id}` is that of the address, `{month}` the current one. */
  data: readonly string[];
}

const PAGES = 'src/app/pages';

function analysis(tab: string, module: string, ...data: string[]): OpeningPage {
  return {
    path: `^/analysis/[0-9a-f-]{36}${tab}/?$`,
    title: 'Analysis',
    look: 'frame',
    modules: module === '' ? [] : [`${PAGES}/${module}`],
    data: ['/api/v1/analysis/{id}/status', '/api/v1/analysis/{id}/results', ...data],
  };
}

function form(path: string, title: string): OpeningPage {
  return { path: `^${path}$`, title, look: 'bare', modules: [`${PAGES}/account.tsx`], data: [] };
}

export const OPENING_PAGES: readonly OpeningPage[] = [
  {
    path: '^/$',
    title: 'Data sets',
    lead: 'See what is wrong with a table, and take home fixes that were run on it.',
    look: 'frame',
    modules: [],
    data: ['/api/v1/datasets?limit=50', '/api/v1/analysis?limit=100'],
  },
  analysis('', ''),
  analysis('/issues', 'issues.tsx', '/api/v1/recommendations/{id}'),
  analysis('/columns', 'columns.tsx'),
  {
    path: '^/usage$',
    title: 'Usage',
    lead: 'Analyses are paid for by what they read. Failed and cancelled ones are free.',
    look: 'frame',
    modules: ['src/features/usage/components/usage-page.tsx'],
    data: ['/api/v1/usage?month={month}'],
  },
  {
    path: '^/settings$',
    title: 'Settings',
    look: 'frame',
    modules: [`${PAGES}/settings.tsx`, 'src/features/settings/components/settings-page.tsx'],
    data: [],
  },
  form('/sign-in', 'Sign in'),
  form('/register', 'Make an account'),
];

/** Texts of index.html that are the same on each of them. */
export const OPENING_TEXTS: readonly string[] = ['Data sets', 'Compare', 'Connections', 'Usage', 'Settings'];

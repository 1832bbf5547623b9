import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { warmAnalysis } from '@/client/analysis';
import { session } from '@/client/session';
import { bringOwnFont } from '@/lib/font';
import { speak, type Catalogue } from '@/lib/language';
import { activeLocale } from '@/lib/locale';
import { queryClient } from './query-client';
import { router } from './router';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
// One file a language, named by its code; English is what the source is written in.
const catalogues = import.meta.glob<Catalogue>(['../languages/*.json', '!../languages/en.json'], { import: 'default' });
const language = activeLocale().slice(0, 2);
const catalogue = catalogues[`../languages/${language}.json`];
if (catalogue !== undefined) {
  speak(await catalogue(), language);
  document.documentElement.lang = language;
}
// The code of the page comes while the session is restored and the data is asked for; what fails is told when it is shown.
const loaded = router.load().catch(() => undefined);
// Without a connection the page shows so itself; it must not stay empty.
await session.restore().catch(() => undefined);
const opened = /^\/analysis\/([0-9a-f-]{36})/.exec(location.pathname)?.[1];
if (opened !== undefined) void warmAnalysis(queryClient, opened).catch(() => undefined);
// What index.html shows stays until the page itself can be drawn; drawn in pieces, so that keys and taps come between.
await loaded;
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
void bringOwnFont();

import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { session } from '@/client/session';
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
// Without a connection the page shows so itself; it must not stay empty.
await session.restore().catch(() => undefined);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

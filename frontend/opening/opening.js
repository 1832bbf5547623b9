// Runs while the page is read, before anything is painted: applies the chosen theme, asks for what this address will
// need, and names the page. A file of its own, because the content security policy allows no script inside the page.
// `PAGES` and `TEXTS` come before it, written by plugin.ts out of pages.ts, the build's chunks and src/languages/.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(`datainsight.${name}`);
    } catch {
      return null; // Storage is switched off: nothing was chosen.
    }
  };
  const theme = kept('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (kept('font') === 'own') document.documentElement.dataset.font = 'own';

  const page = PAGES.find(({ path }) => new RegExp(path).test(location.pathname)) ?? { title: 'DataInsight Pro', look: 'frame', chunks: [], data: [] };
  const language = (kept('locale') ?? navigator.language).slice(0, 2);
  const texts = TEXTS[language] ?? {};

  const ask = (rel, href, as) => {
    const link = Object.assign(document.createElement('link'), { rel, href, crossOrigin: 'anonymous' });
    if (as === undefined) link.fetchPriority = 'low';
    else link.as = as;
    document.head.append(link);
  };
  for (const href of [...(TEXTS[language]?.chunks ?? []), ...page.chunks]) ask('modulepreload', href);
  // Whoever is signed in has a token only once the session is restored.
  if (kept('session') === null) {
    const id = /[0-9a-f-]{36}/.exec(location.pathname)?.[0] ?? '';
    const month = new Date().toISOString().slice(0, 7);
    for (const address of page.data) ask('preload', address.replace('{id}', id).replace('{month}', month), 'fetch');
  }

  // The whole page is read, and no other script has run yet.
  document.addEventListener('readystatechange', () => {
    const shell = document.getElementById('opening');
    if (shell === null || document.readyState !== 'interactive') return;
    if (texts.chunks !== undefined) document.documentElement.lang = language;
    for (const place of shell.querySelectorAll('[data-text]')) {
      const text = page[place.dataset.text] ?? place.textContent;
      place.textContent = texts[text] ?? text;
      place.hidden = text === '';
    }
    shell.className = `shell-${page.look}`;
    shell.hidden = false;
    start();
  });

  // What the page shows is painted before the app's code takes the processor; a tab in the background paints nothing.
  const LONGEST_MILLISECONDS = 1000;
  function start() {
    const entry = document.getElementById('entry');
    if (entry === null) return; // Vite's own server runs it.
    let isStarted = false;
    const run = () => {
      if (isStarted) return;
      isStarted = true;
      document.head.append(Object.assign(document.createElement('script'), { type: 'module', crossOrigin: 'anonymous', src: entry.href }));
    };
    requestAnimationFrame(() => setTimeout(run));
    setTimeout(run, LONGEST_MILLISECONDS);
  }
})();

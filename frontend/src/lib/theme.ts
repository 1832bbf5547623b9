/** Light, dark, or what the system says. opening/opening.js applies a choice before the first paint. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'datainsight.theme';

export function chosenTheme(): Theme {
  const found = document.documentElement.dataset['theme'];
  return found === 'light' || found === 'dark' ? found : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(KEY, theme);
  }
}

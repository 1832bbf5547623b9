/** By which language's rules numbers and dates are written: the browser's, or one that was chosen. */
import { mark } from './language';

const KEY = 'datainsight.locale';

export const LOCALES: readonly { value: string; label: string }[] = [
  { value: '', label: mark('As the browser') },
  { value: 'en-GB', label: 'English (United Kingdom)' },
  { value: 'en-US', label: 'English (United States)' },
  { value: 'en-IN', label: 'English (India)' },
  { value: 'de-DE', label: 'Deutsch (Deutschland)' },
  { value: 'de-CH', label: 'Deutsch (Schweiz)' },
  { value: 'fr-FR', label: 'Français (France)' },
  { value: 'es-ES', label: 'Español (España)' },
  { value: 'it-IT', label: 'Italiano (Italia)' },
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'nl-NL', label: 'Nederlands (Nederland)' },
  { value: 'pl-PL', label: 'Polski (Polska)' },
  { value: 'sv-SE', label: 'Svenska (Sverige)' },
  { value: 'ja-JP', label: '日本語 (日本)' },
];

/** Empty for the browser's own. */
export function chosenLocale(): string {
  const found = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  return LOCALES.some((one) => one.value === found) ? (found ?? '') : '';
}

/** It counts from the next load of the page on, as formats are made once. */
export function chooseLocale(locale: string): void {
  if (locale === '') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, locale);
}

export function activeLocale(): string {
  const chosen = chosenLocale();
  if (chosen !== '') return chosen;
  return typeof navigator === 'undefined' ? 'en' : navigator.language;
}

/** How a person likes the app: kept by the API, so that other browsers do the same; applied from this browser's storage. */
import { chooseGoal, chosenGoal } from '@/lib/goal';
import { activeLocale, chooseLocale, chosenLocale, LOCALES } from '@/lib/locale';
import { chooseTheme, chosenTheme } from '@/lib/theme';
import { api, query, type Schemas } from './api';

export type Preferences = Schemas['Preferences'];

/** As this browser has them now. */
export function currentPreferences(): Schemas['PreferencesBody'] {
  return {
    theme: chosenTheme(),
    default_goal: chosenGoal(),
    locale: activeLocale(),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** Takes over what was chosen in another browser. */
export async function takeOverPreferences(): Promise<void> {
  const { data } = await api.GET('/api/v1/preferences');
  if (data === undefined) return;
  chooseTheme(data.theme);
  chooseGoal(data.default_goal);
  const isOffered = LOCALES.some((one) => one.value === data.locale);
  if (isOffered && chosenLocale() === '' && data.locale !== navigator.language) chooseLocale(data.locale);
}

export function useSavePreferences() {
  return query.useMutation('put', '/api/v1/preferences');
}

import { useState } from 'react';
import { GOALS } from '@/client/analysis';
import { currentPreferences, useSavePreferences } from '@/client/preferences';
import { Card } from '@/components/card';
import { inputClass } from '@/components/field';
import { useTitle } from '@/components/page';
import { Segments } from '@/components/segments';
import { Refusal } from '@/components/short-form';
import { count, date, share } from '@/lib/format';
import { chooseGoal, chosenGoal } from '@/lib/goal';
import { chooseLocale, chosenLocale, LOCALES } from '@/lib/locale';
import { chooseTheme, chosenTheme } from '@/lib/theme';
import { mark, t } from '@/lib/language';
import css from './settings.module.css';

const EXAMPLE = '2026-11-23T21:10:00Z';

/** Theme, goal and ways of writing numbers. They are applied at once and kept for other browsers. */
export function PreferencesPage() {
  useTitle(t('Preferences'));
  const [theme, setTheme] = useState(chosenTheme);
  const [goal, setGoal] = useState(chosenGoal);
  const save = useSavePreferences();
  const keep = (): Promise<unknown> => save.mutateAsync({ body: currentPreferences() });
  const keepQuietly = (): void => void keep().catch(() => undefined);
  return (
    <Card title={t('Preferences')}>
      <div className={css.choices}>
        <span className="soft">{t('Theme')}</span>
        <Segments
          label={t('Theme')}
          value={theme}
          options={[
            { value: 'system', label: mark('As the system') },
            { value: 'light', label: mark('Light') },
            { value: 'dark', label: mark('Dark') },
          ]}
          onChange={(value) => {
            chooseTheme(value);
            setTheme(value);
            keepQuietly();
          }}
        />
        <span className="soft">{t('What new files are for')}</span>
        <Segments
          label={t('Goal of new analyses')}
          value={goal}
          options={GOALS}
          onChange={(value) => {
            chooseGoal(value);
            setGoal(value);
            keepQuietly();
          }}
        />
        <label className="soft" htmlFor="locale">
          {t('Language and numbers')}
        </label>
        <div className="stack-small">
          <select
            id="locale"
            className={`${inputClass} ${css.select ?? ''}`}
            defaultValue={chosenLocale()}
            onChange={(event) => {
              chooseLocale(event.target.value);
              // Formats are made when the page loads. A refusal does not undo what this browser does.
              void keep()
                .catch(() => undefined)
                .then(() => window.location.reload());
            }}
          >
            {LOCALES.map((one) => (
              <option key={one.value} value={one.value}>
                {one.value === '' ? t(one.label) : one.label}
              </option>
            ))}
          </select>
          <span className="faint small">{t('Texts are in English or German, numbers and dates as chosen. What checks and repairs say of your data is in English.')}</span>
          <span className="faint small num">
            {count(1234567)} · {share(0.1234)} · {date(EXAMPLE)}
          </span>
        </div>
      </div>
      <Refusal error={save.error} />
    </Card>
  );
}

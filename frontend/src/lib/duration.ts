import { t } from './language';
import { activeLocale } from './locale';

/** "about 20 s", "about 3 min": an estimate is not worth more digits. */
export function about(seconds: number): string {
  if (seconds < 90) return t('about {0}', `${String(Math.max(1, Math.round(seconds)))}\u202fs`);
  const minutes = Math.round(seconds / 60);
  return t('about {0}', minutes < 90 ? `${String(minutes)}\u202fmin` : `${String(Math.round(minutes / 60))}\u202fh`);
}

/** How many of a unit make the next one that people would say. */
const LARGER: Readonly<Record<string, readonly [unit: string, many: number]>> = {
  millisecond: ['second', 1000],
  second: ['minute', 60],
  minute: ['hour', 60],
  hour: ['day', 24],
};

/** "15 minutes", "6 hours": in the largest unit that is whole, or nearly so when there are many. */
export function span(units: number, unit: string): string {
  const [larger, many] = LARGER[unit] ?? ['', 0];
  if (many > 0 && units >= many && (units % many === 0 || units > 3 * many)) return span(Math.round((units / many) * 10) / 10, larger);
  try {
    return new Intl.NumberFormat(activeLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(units);
  } catch {
    // A unit that browsers do not know ("quarter"): its name, as the profile has it.
    return `${String(units)} × ${unit}`;
  }
}

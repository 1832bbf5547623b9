/** Numbers, sizes and dates in the reader's locale. */
import { plural, t } from '@/lib/language';
import { activeLocale } from './locale';

const locale = activeLocale();
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(locale, { maximumSignificantDigits: 5 });
const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const monthly = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const daily = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const weekly = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const usDollars = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
const dollars = new Intl.NumberFormat(locale, usDollars);
const fewDollars = new Intl.NumberFormat(locale, { ...usDollars, maximumSignificantDigits: 2 });
const NARROW_SPACE = '\u202f';

const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'negative' });

/** Of -1..1, with two digits. */
export const coefficient = (value: number): string => hundredths.format(value).replace('-', '−');
export const count = (value: number): string => whole.format(value);
export const score = (value: number): string => points.format(value);
export const short = (value: number): string => compact.format(value);

/** A measured number with five significant digits; whole numbers as they are. */
export function measure(value: number | string | boolean | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) ? whole.format(value) : fine.format(value);
}

/** A share of 0..1 as a percentage, rounded half up as in reports and the API; what is neither nothing nor all never reads as 0 % or 100 %. */
export function share(value: number): string {
  const percent = Number((value * 100).toPrecision(15)); // without the last digit that calculating left
  if (percent === 0 || percent === 100) return `${whole.format(percent)}${NARROW_SPACE}%`;
  if (percent < 0.1) return `<${NARROW_SPACE}${fine.format(0.1)}${NARROW_SPACE}%`;
  if (percent > 99.9) return `>${NARROW_SPACE}${fine.format(99.9)}${NARROW_SPACE}%`;
  return `${tenths.format(percent)}${NARROW_SPACE}%`;
}

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units, as the limits of the plans are. */
export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < SIZES.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  const text = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(size);
  return `${text}${NARROW_SPACE}${SIZES[unit] ?? 'TB'}`;
}

const SPANS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 minutes ago". */
export function ago(iso: string, now: number = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  for (const [unit, length] of SPANS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  }
  return relative.format(Math.round(seconds), 'second');
}

export const date = (iso: string): string => moment.format(new Date(iso));

/** A number as the server writes it, with commas between thousands; not a part of a date, a time, a version or a name. */
const SERVER_NUMBER = /(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/-]|[.,]\d)|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/-]|[.,]\d)/g;
const QUOTED = /(“[^”]*”|"[^"]*"|`[^`]*`)/;

/** The numbers of a text of the server's in the reader's own notation; what stands in quotation marks is data and stays. */
export function localised(text: string, where: string = locale): string {
  if (where.startsWith('en') && where !== 'en-IN') return text;
  return text
    .split(QUOTED)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(SERVER_NUMBER, (written) => renumbered(written, where))))
    .join('');
}

function renumbered(written: string, where: string): string {
  const digits = written.split('.')[1]?.length ?? 0;
  // Without commas it may be a year or a code, so it gets none of its own.
  const useGrouping = written.includes(',');
  return Number(written.replaceAll(',', '')).toLocaleString(where, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping });
}

/** Monday is 0. */
export const weekday = (day: number): string => weekly.format(new Date(Date.UTC(2024, 0, 1 + day)));

/** "1 row", "2,012 rows". */
export const rows = (value: number): string => plural(value, '{0} row', '{0} rows', whole.format(value));
export const columns = (value: number): string => plural(value, '{0} column', '{0} columns', whole.format(value));
export const issues = (value: number): string => plural(value, '{0} issue', '{0} issues', whole.format(value));

/** A name of the API's as words: "numbers_as_text" as "Numbers as text". lib/vocabulary.ts lists those with a translation. */
export function words(name: string): string {
  const text = name.replaceAll('_', ' ');
  return t(text.charAt(0).toUpperCase() + text.slice(1));
}

/** US dollars, as the API writes them ("1.250000"); what is less than a cent keeps two digits. */
export function money(amount: string | number): string {
  const value = Number(amount);
  return value > 0 && value < 0.01 ? fewDollars.format(value) : dollars.format(value);
}

/** "2026-11" as "November 2026". */
export const monthName = (month: string): string => monthly.format(new Date(`${month}-01T00:00:00Z`));

const instantly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** A day or a moment out of the data, as it stands there: moments without a zone are nobody's local time. */
export function instant(iso: string): string {
  const at = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
  if (Number.isNaN(at.getTime())) return iso;
  return (iso.includes('T') ? instantly : daily).format(at);
}

/** A moment's day, in UTC. */
export const dayOf = (milliseconds: number): string => daily.format(new Date(milliseconds));

const hourly = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const monthShort = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A moment below an axis that is so many days long: no finer than its place, so that labels stay short. */
export function axisMoment(milliseconds: number, days: number): string {
  const written = days <= 3 ? hourly : days <= 200 ? shortDay : monthShort;
  return written.format(new Date(milliseconds));
}

/** "2026-11-28" as "28 Nov 2026". */
export const dayName = (day: string): string => daily.format(new Date(`${day}T00:00:00Z`));

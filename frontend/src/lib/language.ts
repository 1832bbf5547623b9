/**
 * The texts of the pages in the reader's language.
 *
 * They stand in the source in English, and that is how a catalogue of another language finds them: it maps each to its
 * translation. A text that a catalogue does not have is shown in English. `npm run messages` collects all of them into
 * src/languages/en.json, and a test holds that file and every other language's to the source.
 */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Catalogue = Readonly<Record<string, string | Forms>>;

const SOURCE = 'en';

let catalogue: Catalogue = {};
let rules = new Intl.PluralRules(SOURCE);

/** Takes effect for what is written from then on: before the first page is drawn. */
export function speak(texts: Catalogue, language: string = SOURCE): void {
  catalogue = texts;
  rules = new Intl.PluralRules(language);
}

export const PLACE = /\{(\d+)\}/g;

type Value = string | number;

/** The text in the reader's language, with the values at their places: t('{0} of {1} rows', '3', '7'). */
export function t(text: string, ...values: readonly Value[]): string {
  return filled(translated(text), values);
}

/**
 * The form that goes with a number, by the rules of the reader's language (two in English, six in Arabic).
 *
 * plural(3, '{0} row', '{0} rows', '3'); a catalogue has its forms under the text of `other`.
 */
export function plural(number: number, one: string, other: string, ...values: readonly Value[]): string {
  return filled(form(number, one, other), values);
}

/** Marks a text that is written elsewhere than where it is shown, so that it is collected; `t` says it. */
export const mark = (text: string): string => text;

/** A text cut at its places: words, and the number of what belongs between them. For `phrase` of components/phrase.tsx. */
export function cut(text: string): (string | number)[] {
  return translated(text)
    .split(PLACE)
    .map((part, index) => (index % 2 === 1 ? Number(part) : part));
}

function translated(text: string): string {
  const found = catalogue[text];
  return typeof found === 'string' ? found : text;
}

function form(number: number, one: string, other: string): string {
  const found = catalogue[other];
  if (typeof found === 'object') return found[rules.select(number)] ?? found.other ?? other;
  return number === 1 ? one : other;
}

const filled = (text: string, values: readonly Value[]): string =>
  text.replace(PLACE, (_, place: string) => String(values[Number(place)] ?? ''));

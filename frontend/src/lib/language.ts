/**
 * The texts of the pages in the reader's language.
 *
 * They stand in the source in English, and that is how a catalogue of another language finds them: it maps each to its
 * translation. A text that a catalogue does not have is shown in English.
 */
export type Catalogue = Readonly<Record<string, string>>;

let catalogue: Catalogue = {};

/** Takes effect for what is written from then on: before the first page is drawn. */
export function speak(texts: Catalogue): void {
  catalogue = texts;
}

const PLACE = /\{(\d+)\}/g;

/** The text in the reader's language, with the values at their places: t('{0} of {1} rows', '3', '7'). */
export function t(text: string, ...values: readonly (string | number)[]): string {
  return (catalogue[text] ?? text).replace(PLACE, (_, place: string) => String(values[Number(place)] ?? ''));
}

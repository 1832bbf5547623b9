/** The catalogues are complete: en.json has every text of the source, and each language says all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PLACE, type Catalogue, type Forms } from '@/lib/language';
import { collect } from './collect';

const LANGUAGES = join(import.meta.dirname, '../languages');
const found = collect(join(import.meta.dirname, '..'));
const others = readdirSync(LANGUAGES).filter((name) => name !== 'en.json');

const read = (name: string): Catalogue => JSON.parse(readFileSync(join(LANGUAGES, name), 'utf8')) as Catalogue;
const places = (text: string): string[] => [...new Set([...text.matchAll(PLACE)].map((match) => match[0]))].sort();
const formsOf = (said: string | Forms): string[] => (typeof said === 'string' ? [said] : Object.values(said));

it('has every text of the source in en.json (npm run messages)', async () => {
  await expect(`${JSON.stringify(found.texts, null, 2)}\n`).toMatchFileSnapshot('../languages/en.json');
});

it('is given whole texts, not some put together', () => {
  expect(found.built).toEqual([]);
});

it.each(others)('says everything, and nothing else, in %s', (name) => {
  expect(Object.keys(read(name)).sort()).toEqual(Object.keys(found.texts).sort());
});

it.each(others)('has the same places in each text of %s', (name) => {
  const wrong = Object.entries(read(name)).filter(([text, said]) => {
    const isCounted = typeof found.texts[text] === 'object';
    // "One gap." needs no number; every other form has all places.
    return formsOf(said).some((form) => places(form).join() !== places(text).join() && !(isCounted && form === (said as Forms).one));
  });
  expect(wrong).toEqual([]);
});

it.each(others)('has the forms of plurals that the language of %s knows', (name) => {
  const { pluralCategories } = new Intl.PluralRules(name.slice(0, -'.json'.length)).resolvedOptions();
  const counted = Object.entries(read(name)).filter(([text]) => typeof found.texts[text] === 'object');
  expect(counted.length).toBeGreaterThan(5);
  for (const [text, said] of counted) expect(Object.keys(said).sort(), text).toEqual([...pluralCategories].sort());
});

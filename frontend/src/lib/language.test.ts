import { afterEach, expect, it } from 'vitest';
import { rows } from './format';
import { cut, plural, speak, t } from './language';

afterEach(() => speak({}));

it('puts values where the text wants them', () => {
  expect(t('{1} of {0} {1}', 7, 'three')).toBe('three of 7 three');
  expect(t('{0} and {1}', 'one')).toBe('one and ');
});

it('speaks the language of the catalogue, and English where that says nothing', () => {
  speak({ '{0} rows': { one: '{0} Zeile', other: '{0} Zeilen' }, '{0} of {1}': 'von {1} sind es {0}' }, 'de');
  expect(rows(2012)).toMatch(/^2.?012 Zeilen$/);
  expect(t('{0} of {1}', 3, 7)).toBe('von 7 sind es 3');
  expect(rows(1)).toBe('1 Zeile');
  expect(cut('{0} of {1}')).toEqual(['von ', 1, ' sind es ', 0, '']);
  expect(t('Issues')).toBe('Issues');
});

it('takes the form that the rules of the language ask for', () => {
  const files = (number: number): string => plural(number, '{0} file', '{0} files', number);
  expect([0, 1, 2].map(files)).toEqual(['0 files', '1 file', '2 files']);
  speak({ '{0} files': { one: '{0} plik', few: '{0} pliki', many: '{0} plików', other: '{0} pliku' } }, 'pl');
  expect([1, 3, 5, 22].map(files)).toEqual(['1 plik', '3 pliki', '5 plików', '22 pliki']);
  speak({}, 'fr');
  expect(files(3)).toBe('3 files');
});

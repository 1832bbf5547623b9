import { afterEach, expect, it } from 'vitest';
import { rows } from './format';
import { speak, t } from './language';

afterEach(() => speak({}));

it('puts values where the text wants them', () => {
  expect(t('{1} of {0} {1}', 7, 'three')).toBe('three of 7 three');
  expect(t('{0} and {1}', 'one')).toBe('one and ');
});

it('speaks the language of the catalogue, and English where that says nothing', () => {
  speak({ '{0} rows': '{0} Zeilen', '{0} of {1}': 'von {1} sind es {0}' });
  expect(rows(2012)).toMatch(/^2.?012 Zeilen$/);
  expect(t('{0} of {1}', 3, 7)).toBe('von 7 sind es 3');
  expect(t('Issues')).toBe('Issues');
});

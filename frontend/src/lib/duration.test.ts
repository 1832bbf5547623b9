import { expect, it } from 'vitest';
import { about } from './duration';

it.each([
  [0.2, 'about 1\u202fs'],
  [20, 'about 20\u202fs'],
  [150, 'about 3\u202fmin'],
  [7200, 'about 2\u202fh'],
])('says %s seconds as %s', (seconds, text) => {
  expect(about(seconds)).toBe(text);
});

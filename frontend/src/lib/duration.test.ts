import { expect, it } from 'vitest';
import { about, span } from './duration';

it.each([
  [0.2, 'about 1\u202fs'],
  [20, 'about 20\u202fs'],
  [150, 'about 3\u202fmin'],
  [7200, 'about 2\u202fh'],
])('says %s seconds as %s', (seconds, text) => {
  expect(about(seconds)).toBe(text);
});

it.each([
  [15, 'minute', '15 minutes'],
  [1, 'day', '1 day'],
  [360, 'minute', '6 hours'],
  [90, 'minute', '90 minutes'],
  [1000, 'minute', '16.7 hours'],
  [7200, 'second', '2 hours'],
  [2, 'quarter', '2 × quarter'],
])('says %i of a %s as %s', (units, unit, text) => {
  expect(span(units, unit)).toBe(text);
});

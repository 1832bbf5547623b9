import { describe, expect, it } from 'vitest';
import { ago, bytes, dayName, instant, localised, measure, money, monthName, rows, share, weekday, words } from './format';

describe('share', () => {
  it.each([
    [0, '0\u202f%'],
    [1, '100\u202f%'],
    [0.0000001, '<\u202f0.1\u202f%'],
    [0.99999, '>\u202f99.9\u202f%'],
    [0.006, '0.6\u202f%'],
    [0.51, '51\u202f%'],
    [0.0925, '9.3\u202f%'],
    [0.254, '25.4\u202f%'],
  ])('writes %s so that it never rounds to nothing or all', (value, text) => {
    expect(share(value)).toBe(text);
  });
});

describe('bytes', () => {
  it.each([
    [0, '0\u202fB'],
    [999, '999\u202fB'],
    [220_604, '221\u202fkB'],
    [1_500_000, '1.5\u202fMB'],
    [2.5e15, '2,500\u202fTB'],
  ])('writes %s in decimal units', (value, text) => {
    expect(bytes(value)).toBe(text);
  });
});

it('measures with five significant digits, and says when there is nothing', () => {
  expect(measure(0.005800965)).toBe('0.005801');
  expect(measure(86065.82)).toBe('86,066');
  expect(measure(2012)).toBe('2,012');
  expect(measure(null)).toBe('–');
  expect(measure('2025-01-02')).toBe('2025-01-02');
});

it('speaks of time as people do', () => {
  const now = Date.UTC(2026, 0, 2, 12);
  expect(ago('2026-01-02T11:57:00Z', now)).toBe('3 minutes ago');
  expect(ago('2026-01-01T12:00:00Z', now)).toBe('yesterday');
});

it('counts rows and turns names into words', () => {
  expect(rows(1)).toBe('1 row');
  expect(rows(2012)).toBe('2,012 rows');
  expect(words('numbers_as_text')).toBe('Numbers as text');
});

it('writes money to the cent, and what is less than a cent with two digits', () => {
  expect(money('1.250000')).toBe('$1.25');
  expect(money('0.001000')).toBe('$0.001');
  expect(money(0)).toBe('$0.00');
  expect(monthName('2026-11')).toBe('November 2026');
  expect(dayName('2026-11-28')).toBe('Nov 28, 2026');
});

describe('localised', () => {
  it.each([
    ['2,012 rows', '2.012 rows'],
    ['“2,012” holds 51.1 % of 1,234.50', '“2,012” holds 51,1 % of 1.234,50'],
    ['since 2021, from 2021-03-01 to 10:30:00', 'since 2021, from 2021-03-01 to 10:30:00'],
    ['version 1.2.3 in v2 and 10.0.0.1', 'version 1.2.3 in v2 and 10.0.0.1'],
    ['scores 70.44.', 'scores 70,44.'],
  ])('writes the numbers of "%s" as in Germany', (text, written) => {
    expect(localised(text, 'de-DE')).toBe(written);
  });

  it('leaves what is written in English as it is', () => {
    expect(localised('1,234.5 rows', 'en-GB')).toBe('1,234.5 rows');
  });
});

it('names the days of the week', () => {
  expect([weekday(0), weekday(6)]).toEqual(['Monday', 'Sunday']);
});

it.each([
  ['2026-01-05', /5 Jan 2026|Jan 5, 2026/],
  ['2026-01-05T23:15:00', /23:15:00|11:15:00/],
  ['somewhen', /somewhen/],
])('writes %s as it stands in the data, whatever the time zone', (iso, written) => {
  expect(instant(iso)).toMatch(written);
});

import { expect, it } from 'vitest';
import { byDay, lastMonths } from './spending';

const STATEMENT = `at,event_id,kind,key_id,bytes_profiled,detail,dollars
2026-02-02T23:59:59.999000+00:00,a,analysis,,1000,"one, ""two""",0.100000
2026-02-02T00:00:00+00:00,b,export,,0,pdf,0.200000
2026-02-04T10:00:00+00:00,c,analysis,,500,,0.001000
`;

it('adds what a day cost, without the errors of binary fractions, and keeps days of nothing', () => {
  const days = byDay(STATEMENT, '2026-02', '2026-02-05');
  expect(days).toEqual([
    { day: '2026-02-01', dollars: 0, bytes: 0, jobs: 0 },
    { day: '2026-02-02', dollars: 0.3, bytes: 1000, jobs: 2 },
    { day: '2026-02-03', dollars: 0, bytes: 0, jobs: 0 },
    { day: '2026-02-04', dollars: 0.001, bytes: 500, jobs: 1 },
    { day: '2026-02-05', dollars: 0, bytes: 0, jobs: 0 },
  ]);
});

it('shows an earlier month to its end', () => {
  expect(byDay('at,dollars\n', '2024-02', '2026-02-05').map((day) => day.day).at(-1)).toBe('2024-02-29');
});

it('counts months back over the turn of the year', () => {
  expect(lastMonths('2026-02-28', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});

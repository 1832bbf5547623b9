/** Days of a month out of its statement, which has a line for each job and export. */
import { csvParseRows } from 'd3-dsv';

export interface Day {
  /** As "2026-11-28", in UTC as the statement is. */
  day: string;
  dollars: number;
  bytes: number;
  jobs: number;
}

/** Every day of the month up to `today`, also those without any use. Money is added in whole micro-dollars. */
export function byDay(statement: string, month: string, today: string): readonly Day[] {
  const found = new Map<string, { microdollars: number; bytes: number; jobs: number }>();
  // Rows, as `csvParse` makes code out of the header, which the content security policy forbids.
  const [header = [], ...lines] = csvParseRows(statement);
  const [at, dollars, bytes] = ['at', 'dollars', 'bytes_profiled'].map((name) => header.indexOf(name)) as [number, number, number];
  for (const line of lines) {
    const day = line[at]?.slice(0, 10) ?? '';
    const sums = found.get(day) ?? { microdollars: 0, bytes: 0, jobs: 0 };
    sums.microdollars += Math.round(Number(line[dollars]) * 1e6);
    sums.bytes += Number(line[bytes]);
    sums.jobs += 1;
    found.set(day, sums);
  }
  return daysOf(month)
    .filter((day) => day <= today)
    .map((day) => {
      const { microdollars, bytes, jobs } = found.get(day) ?? { microdollars: 0, bytes: 0, jobs: 0 };
      return { day, dollars: microdollars / 1e6, bytes, jobs };
    });
}

function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

/** This month and those before it, newest first, as "2026-11". */
export function lastMonths(today: string, many: number): readonly string[] {
  const [year = 0, number = 1] = today.split('-').map(Number);
  return Array.from({ length: many }, (_, back) => new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7));
}

/** Today in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

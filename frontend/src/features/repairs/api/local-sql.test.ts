import { expect, it } from 'vitest';
import { literal, obstacle, readStatement, writeStatement } from './local-sql';

type Profile = Parameters<typeof obstacle>[0];

const profile = (dataset: object, names: string[] = ['a']): Profile =>
  ({
    dataset: {
      name: 'a.csv',
      format: 'csv',
      encoding: 'utf-8',
      line_problem_count: 0,
      dialect: { delimiter: ';', quote: '"', escape: null, line_terminator: '\n', header_row: 0, skipped_lines: 0, confidence: 1, assumptions: [] },
      ...dataset,
    },
    columns: names.map((name) => ({ name })),
  }) as unknown as Profile;

it('lets no name out of its quotes', () => {
  expect(literal("x'); DROP TABLE dataset; --")).toBe("'x''); DROP TABLE dataset; --'");
  expect(readStatement(profile({}, ["it's"]), 'input')).toContain("columns = {'it''s': 'VARCHAR'}");
});

it('reads with the dialect that the profile was read with', () => {
  const statement = readStatement(profile({}), 'input');
  expect(statement).toContain("delim = ';'");
  expect(statement).toContain('skip = 1,');
  expect(writeStatement(profile({}), 'output')).toContain("DELIMITER ';'");
});

it.each([
  [{}, null],
  [{ dialect: null, format: 'xlsx' }, /xlsx/],
  [{ name: 'a.csv.gz' }, /Packed/],
  [{ encoding: 'cp1252' }, /cp1252/],
  [{ line_problem_count: 2 }, /lines/],
])('says for %o whether the browser can do it', (dataset, reason) => {
  const found = obstacle(profile(dataset));
  if (reason === null) expect(found).toBeNull();
  else expect(found).toMatch(reason);
});

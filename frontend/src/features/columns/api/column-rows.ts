import type { ColumnProfile, Issue, ProfileDocument } from '@/client/analysis';
import { severityRank, type Severity } from '@/lib/severity';
import { mark } from '@/lib/language';

/** A column with what the list sorts and filters by. */
export interface ColumnRow {
  column: ColumnProfile;
  issues: readonly Issue[];
  worst: Severity | null;
  nullShare: number;
  distinctShare: number;
  /** What the search looks in, in lower case. */
  haystack: string;
}

export type ColumnFilter = 'all' | 'issues' | 'missing' | 'personal' | 'numeric' | 'dates' | 'text';

export const FILTERS: readonly { value: ColumnFilter; label: string }[] = [
  { value: 'all', label: mark('All') },
  { value: 'issues', label: mark('With issues') },
  { value: 'missing', label: mark('With gaps') },
  { value: 'personal', label: mark('Personal') },
  { value: 'numeric', label: mark('Numbers') },
  { value: 'dates', label: mark('Dates') },
  { value: 'text', label: mark('Text') },
];

export function columnRows({ columns, issues, dataset }: ProfileDocument): ColumnRow[] {
  const byColumn = new Map<string, Issue[]>();
  for (const issue of issues) {
    for (const name of issue.columns) byColumn.set(name, [...(byColumn.get(name) ?? []), issue]);
  }
  return columns.map((column) => {
    const own = (byColumn.get(column.name) ?? []).sort((left, right) => severityRank(left.severity) - severityRank(right.severity));
    return {
      column,
      issues: own,
      worst: own[0]?.severity ?? null,
      nullShare: dataset.row_count === 0 ? 0 : column.null_count / dataset.row_count,
      distinctShare: dataset.row_count === 0 ? 0 : column.distinct_count / dataset.row_count,
      haystack: [column.name, column.data_type, column.role, column.semantic_type ?? ''].join(' ').toLowerCase(),
    };
  });
}

const NUMBERS = new Set(['integer', 'decimal']);
const DATES = new Set(['date', 'datetime', 'time']);

const TESTS: Readonly<Record<ColumnFilter, (row: ColumnRow) => boolean>> = {
  all: () => true,
  issues: (row) => row.issues.length > 0,
  missing: (row) => row.column.null_count > 0,
  personal: (row) => row.column.is_pii,
  numeric: (row) => NUMBERS.has(row.column.data_type),
  dates: (row) => DATES.has(row.column.data_type),
  text: (row) => !NUMBERS.has(row.column.data_type) && !DATES.has(row.column.data_type),
};

/** Every word of the search must occur. */
export function matching(rows: readonly ColumnRow[], search: string, filter: ColumnFilter): ColumnRow[] {
  const terms = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => TESTS[filter](row) && terms.every((term) => row.haystack.includes(term)));
}

import type { ProfileDocument } from '@/client/analysis';

type Dependency = ProfileDocument['dependencies'][number];

/** What is worth a look: one column decides another; broken ones first, then those that hold. Keys decide everything. */
export function notableDependencies({ dependencies, columns, dataset }: ProfileDocument): Dependency[] {
  const distinct = new Map(columns.map((column) => [column.name, column.distinct_count]));
  const isAlmostKey = (name: string): boolean => (distinct.get(name) ?? 0) > 0.9 * dataset.row_count;
  return dependencies
    .filter(({ determinant, dependent }) => determinant.length === 1 && !determinant.some(isAlmostKey) && (distinct.get(dependent) ?? 0) > 1)
    .sort((left, right) => right.violating_row_count - left.violating_row_count || left.error - right.error);
}

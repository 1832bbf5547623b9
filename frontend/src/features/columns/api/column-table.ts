/** The table's columns and how each sorts. */
import { createColumnHelper, createSortedRowModel, rowSortingFeature, sortFn_basic, sortFn_alphanumeric, tableFeatures } from '@tanstack/react-table';
import { severityRank } from '@/lib/severity';
import type { ColumnRow } from './column-rows';
import { mark } from '@/lib/language';

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns: { basic: sortFn_basic, alphanumeric: sortFn_alphanumeric } });

const helper = createColumnHelper<typeof features, ColumnRow>();

export const tableColumns = helper.columns([
  helper.accessor((row) => row.column.position, { id: 'position', header: '#' }),
  helper.accessor((row) => row.column.name.toLowerCase(), { id: 'name', header: mark('Column') }),
  helper.display({ id: 'distribution', header: mark('Distribution') }),
  helper.accessor((row) => row.column.data_type, { id: 'type', header: mark('Type') }),
  helper.accessor((row) => row.column.semantic_type ?? '', { id: 'meaning', header: mark('Meaning') }),
  helper.accessor((row) => row.nullShare, { id: 'missing', header: mark('Missing'), sortDescFirst: true }),
  helper.accessor((row) => row.column.distinct_count, { id: 'distinct', header: mark('Distinct'), sortDescFirst: true }),
  helper.accessor((row) => (row.worst === null ? -1 : 10 - severityRank(row.worst) + row.issues.length / 1000), {
    id: 'issues',
    header: mark('Issues'),
    sortDescFirst: true,
  }),
]);

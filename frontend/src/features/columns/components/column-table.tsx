import { useTable, type SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, type CSSProperties } from 'react';
import { t } from '@/lib/language';
import type { ColumnRow } from '../api/column-rows';
import { features, tableColumns } from '../api/column-table';
import { ColumnCells } from './column-cells';
import css from './columns.module.css';

const ROW_HEIGHT = 44;

interface ColumnTableProps {
  rows: ColumnRow[];
  rowCount: number;
  sorting: SortingState;
  onSorting: (sorting: SortingState) => void;
  /** Name of the row that j and k move. */
  selected: string | null;
  onOpen: (name: string) => void;
  /** Told which rows are shown in which order, so that j and k follow what is seen. */
  onOrder: (names: readonly string[]) => void;
}

/** Only the rows that are in view exist: a thousand columns scroll like ten. */
export function ColumnTable({ rows, rowCount, sorting, onSorting, selected, onOpen, onOrder }: ColumnTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    columns: tableColumns,
    data: rows,
    state: { sorting },
    onSortingChange: (change) => onSorting(typeof change === 'function' ? change(sorting) : change),
  });
  const ordered = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const names = ordered.map((row) => row.original.column.name);
  const key = names.join('\u0000');
  useEffect(() => onOrder(key === '' ? [] : key.split('\u0000')), [key, onOrder]);
  const index = selected === null ? -1 : names.indexOf(selected);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [index, virtual]);
  return (
    <div ref={scroller} className={css.scroller} style={{ '--rows': ordered.length } as CSSProperties} tabIndex={0} role="region" aria-label={t('Columns')}>
      <div role="table" aria-rowcount={ordered.length + 1} aria-label={t('Columns of the table')} className={css.table}>
        <div role="rowgroup" className={css.headGroup}>
          <div role="row" className={css.headRow}>
            {table.getFlatHeaders().map((header) => {
              const direction = header.column.getIsSorted();
              const aria = direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none';
              return (
                <div key={header.id} role="columnheader" aria-sort={header.column.getCanSort() ? aria : undefined} data-column={header.id}>
                  {header.column.getCanSort() ? (
                    <button type="button" className={css.sort} onClick={header.column.getToggleSortingHandler()}>
                      {t(String(header.column.columnDef.header))}
                      {direction === 'asc' && <ArrowUp size={12} aria-hidden />}
                      {direction === 'desc' && <ArrowDown size={12} aria-hidden />}
                    </button>
                  ) : (
                    t(String(header.column.columnDef.header))
                  )}
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" className={css.rowGroup} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = ordered[item.index];
            if (row === undefined) return null;
            const name = row.original.column.name;
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                className={css.bodyRow}
                data-selected={name === selected}
                style={{ transform: `translateY(${String(item.start)}px)`, height: ROW_HEIGHT }}
                onClick={() => onOpen(name)}
              >
                <ColumnCells row={row.original} rowCount={rowCount} onOpen={onOpen} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

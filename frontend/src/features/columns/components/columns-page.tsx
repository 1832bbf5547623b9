import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { SearchField } from '@/components/search-field';
import { Segments } from '@/components/segments';
import { Empty } from '@/components/states';
import { count } from '@/lib/format';
import { useShortcuts } from '@/lib/shortcuts';
import { t } from '@/lib/language';
import { columnRows, FILTERS, matching, type ColumnFilter } from '../api/column-rows';
import { ColumnTable } from './column-table';
import css from './columns.module.css';

/** Loaded when a column is first opened. */
const ColumnDrawer = lazy(() => import('./column-drawer').then((module) => ({ default: module.ColumnDrawer })));

interface ColumnsPageProps {
  analysisId: string;
  profile: ProfileDocument;
  /** Name of the column whose drawer is open; it stands in the address. */
  open: string | null;
  onOpen: (name: string | null) => void;
}

export function ColumnsPage({ analysisId, profile, open, onOpen }: ColumnsPageProps) {
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<ColumnFilter>('all');
  const [sorting, setSorting] = useState<{ id: string; desc: boolean }[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const order = useRef<readonly string[]>([]);
  const deferred = useDeferredValue(search);
  const rows = useMemo(() => columnRows(profile), [profile]);
  const shown = useMemo(() => matching(rows, deferred, filter), [rows, deferred, filter]);
  const onOrder = useCallback((names: readonly string[]) => {
    order.current = names;
  }, []);
  const openColumn = useCallback(
    (name: string) => {
      setCursor(name);
      onOpen(name);
    },
    [onOpen],
  );
  const isOpen = open !== null;
  const [wasOpened, setOpened] = useState(false);
  if (isOpen && !wasOpened) setOpened(true);
  const shortcuts = useMemo(() => {
    const move = (step: number): void =>
      setCursor((current) => {
        const names = order.current;
        const at = current === null ? -1 : names.indexOf(current);
        const next = names[Math.min(names.length - 1, Math.max(0, at + step))] ?? null;
        if (isOpen && next !== null) onOpen(next);
        return next;
      });
    return {
      j: () => move(1),
      k: () => move(-1),
      ...(cursor === null || isOpen ? {} : { Enter: () => onOpen(cursor) }),
    };
  }, [cursor, isOpen, onOpen]);
  useShortcuts(shortcuts);
  const opened = rows.find((row) => row.column.name === open);
  return (
    <div className="stack">
      <div className={css.bar}>
        <SearchField label={t('Search the columns')} placeholder={t('Search name, type, meaning')} value={search} onChange={setSearch} />
        <Segments label={t('Show')} value={filter} options={FILTERS} onChange={setFilter} />
        <span className="faint small num" role="status">
          {t('{0} of {1}', count(shown.length), count(rows.length))}
        </span>
      </div>
      {shown.length === 0 ? (
        <Empty title={t('No column matches')}>{t('Try other words, or show all columns.')}</Empty>
      ) : (
        <ColumnTable
          rows={shown}
          rowCount={profile.dataset.row_count}
          sorting={sorting}
          onSorting={setSorting}
          selected={open ?? cursor}
          onOpen={openColumn}
          onOrder={onOrder}
        />
      )}
      {wasOpened && (
        <Suspense>
          <ColumnDrawer analysisId={analysisId} row={opened} rowCount={profile.dataset.row_count} onClose={() => onOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

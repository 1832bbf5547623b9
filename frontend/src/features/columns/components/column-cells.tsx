import { Lock } from 'lucide-react';
import { memo } from 'react';
import { Badge } from '@/components/badge';
import { Distribution } from '@/components/distribution';
import { count, share, words } from '@/lib/format';
import { t } from '@/lib/language';
import type { ColumnRow } from '../api/column-rows';
import { TypeIcon } from './type-icon';
import css from './columns.module.css';

interface CellsProps {
  row: ColumnRow;
  rowCount: number;
  onOpen: (name: string) => void;
}

/** Memoised: scrolling moves rows, it does not draw them anew. */
export const ColumnCells = memo(function ColumnCells({ row, rowCount, onOpen }: CellsProps) {
  const { column, issues, worst, nullShare } = row;
  return (
    <>
      <div role="cell" className="faint num small" data-column="position">
        {count(column.position + 1)}
      </div>
      <div role="rowheader" className={css.nameCell} data-column="name">
        <button
          type="button"
          className={css.name}
          title={column.name}
          onClick={(event) => {
            event.stopPropagation();
            onOpen(column.name);
          }}
        >
          {column.name}
        </button>
        {column.is_pii && (
          <span title={t('Personal data: values are not shown')} className={css.lock}>
            <Lock size={13} role="img" aria-label={t('personal data')} />
          </span>
        )}
      </div>
      <div role="cell" data-column="distribution">
        <Distribution column={column} rowCount={rowCount} />
      </div>
      <div role="cell" className={css.typeCell} data-column="type">
        <TypeIcon type={column.data_type} />
        <span className="ellipsis">{t(column.data_type)}</span>
      </div>
      <div role="cell" className="soft ellipsis" data-column="meaning">
        {column.semantic_type ? words(column.semantic_type) : '–'}
      </div>
      <div role="cell" className={css.missingCell} data-column="missing">
        <span className={css.missingTrack} aria-hidden>
          <span style={{ width: `${String(nullShare * 100)}%` }} />
        </span>
        <span className={column.null_count === 0 ? 'faint num' : 'num'}>{share(nullShare)}</span>
      </div>
      <div role="cell" className="num" data-column="distinct">
        {column.is_exact ? '' : '≈ '}
        {count(column.distinct_count)}
      </div>
      <div role="cell" data-column="issues">
        {worst === null ? (
          <span className="faint">–</span>
        ) : (
          <Badge tone={worst} title={issues.map((issue) => words(issue.kind)).join(', ')}>
            {issues.length} · {t(worst)}
          </Badge>
        )}
      </div>
    </>
  );
});

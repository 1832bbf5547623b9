import type { Analysis } from '@/client/analysis';
import { Badge } from '@/components/badge';
import { Card } from '@/components/card';
import { columns as columnsText, count, rows, share, words } from '@/lib/format';
import { t } from '@/lib/language';
import { useFirstResults } from '../api/first-results';
import css from './run.module.css';

const SHOWN = 60;

/** Something to read while repairs are tried: what the columns are. */
export function FirstResultsCard({ analysis }: { analysis: Analysis }) {
  const found = useFirstResults(analysis).data;
  if (found === undefined) return null;
  const { row_count: rowCount, column_count: columnCount, columns } = found;
  return (
    <Card title={`${rows(rowCount)}, ${columnsText(columnCount)}`} side={<span className="faint small">{t('first results')}</span>}>
      <ul className={css.columns} aria-label={t('Columns found')}>
        {columns.slice(0, SHOWN).map((column) => (
          <li key={column.name} className={css.column}>
            <strong className="ellipsis grow" title={column.name}>
              {column.name}
            </strong>
            <span className="soft small">{column.semantic_type ? words(column.semantic_type) : t(column.data_type)}</span>
            {column.is_pii && <Badge tone="medium">{t('personal')}</Badge>}
            {column.null_count > 0 && <span className="faint small num">{t('{0} missing', share(column.null_count / Math.max(1, rowCount)))}</span>}
          </li>
        ))}
      </ul>
      {columnCount > SHOWN && <p className="faint small">{t('and {0} more', count(columnCount - SHOWN))}</p>}
    </Card>
  );
}

import type { ColumnProfile } from '@/client/analysis';
import { count, share, words } from '@/lib/format';
import { listOf } from '@/lib/lists';
import { t } from '@/lib/language';
import css from './columns.module.css';

const SHOWN = 8;

/** Single values that do not fit the others, why, and what would fit. */
export function DoubtfulSection({ column }: { column: ColumnProfile }) {
  const suspects = listOf(column.suspects);
  if (suspects.length === 0) return null;
  const worst = [...suspects].sort((left, right) => right.probability - left.probability);
  return (
    <section className={css.section}>
      <h3>{t('Doubtful values')}</h3>
      <ul className={css.doubts}>
        {worst.slice(0, SHOWN).map((one) => (
          <li key={`${one.oddity} ${one.value}`} className="row-wrap">
            <code className={css.wrong}>{one.value}</code>
            {one.count > 1 && <span className="faint small num">× {count(one.count)}</span>}
            <span className="soft small">{words(one.oddity).toLowerCase()}</span>
            {one.usual !== null && one.usual !== undefined && (
              <span className="soft small">
                {t('usually')} <code>{one.usual}</code> ({count(one.usual_count)})
              </span>
            )}
            <span className="faint small num">{t('{0} likely wrong', share(one.probability))}</span>
          </li>
        ))}
      </ul>
      {suspects.length > SHOWN && <p className="faint small num">{t('and {0} more', count(suspects.length - SHOWN))}</p>}
    </section>
  );
}

import { count } from '@/lib/format';
import { t } from '@/lib/language';
import css from './columns.module.css';

interface ValueBarsProps {
  title: string;
  values: readonly { value: string; count: number; hint?: string }[];
  rowCount: number;
  /** Which of the values are wrong ones. */
  isWrong?: (value: string) => boolean;
}

/** Values with how often each occurs; nothing at all when there are none. */
export function ValueBars({ title, values, rowCount, isWrong = () => false }: ValueBarsProps) {
  if (values.length === 0) return null;
  const most = Math.max(...values.map((one) => one.count), 1);
  return (
    <section className={css.section}>
      <h3>{title}</h3>
      <ul className={css.values}>
        {values.map((one) => (
          <li key={one.value} className={css.value} title={one.hint ?? t('{0} of {1}', count(one.count), count(rowCount))}>
            <span>
              <span className={isWrong(one.value) ? css.wrong : css.valueText} title={isWrong(one.value) ? t('An issue is about this value') : undefined}>{one.value === '' ? t('(empty text)') : one.value}</span>
            </span>
            <span className={css.valueBar} aria-hidden>
              <span style={{ width: `${String((one.count / most) * 100)}%` }} />
            </span>
            <span className="num">{count(one.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

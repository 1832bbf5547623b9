import type { ColumnProfile } from '@/client/analysis';
import { count, share } from '@/lib/format';
import { t } from '@/lib/language';
import css from './columns.module.css';

interface PatternSectionProps {
  column: ColumnProfile;
  isWrong: (value: string) => boolean;
}

/** The shapes of the values, with examples; those that an issue is about are marked. */
export function PatternSection({ column: { patterns }, isWrong }: PatternSectionProps) {
  const total = patterns.reduce((sum, one) => sum + one.count, 0);
  if (patterns.length === 0) return null;
  return (
    <section className={css.section}>
      <h3>{t('Patterns')}</h3>
      <p className="faint small">{t('A is a capital, a a small letter, 9 a digit.')}</p>
      <ul className={css.patterns}>
        {patterns.map((one) => (
          <li key={one.pattern} className={css.pattern}>
            <code className={css.valueText} title={one.pattern}>
              {one.pattern}
            </code>
            <span className={css.patternExamples}>
              {one.examples.slice(0, 3).map((example) => (
                <code key={example} className={isWrong(example) ? css.wrong : css.example}>
                  {example}
                </code>
              ))}
            </span>
            <span className="soft small num" title={share(one.count / total)}>
              {count(one.count)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

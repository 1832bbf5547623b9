import type { ProfileDocument } from '@/client/analysis';
import { CellText } from '@/components/cell-text';
import { count, share } from '@/lib/format';
import { t } from '@/lib/language';
import css from './relations.module.css';

type Contradiction = ProfileDocument['contradictions'][number];

const SHOWN = 6;

/** Rows that break a rule that nearly all others keep: what they say, and what the others say. */
export function Violations({ contradiction }: { contradiction: Contradiction }) {
  const { determinant, dependent, values } = contradiction;
  return (
    <section className="stack-small">
      <h3>
        {t('{0} decides {1}, but', determinant.join(' + '), dependent)}
      </h3>
      <div className="scroll-x" role="region" aria-label={t('Rows where {0} and {1} disagree', determinant.join(' + '), dependent)} tabIndex={0}>
        <table className={css.violations}>
          <thead>
            <tr>
              {determinant.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{dependent}</th>
              <th scope="col">{t('usually')}</th>
              <th scope="col">{t('likely wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {values.slice(0, SHOWN).map((one) => (
              <tr key={`${one.given.join('\u0000')}\u0000${one.value}`}>
                {one.given.map((given, index) => (
                  <td key={determinant[index]}>
                    {said(given)}
                  </td>
                ))}
                <td>
                  {said(one.value, css.wrong)} <span className="faint num">× {count(one.count)}</span>
                </td>
                <td>
                  {said(one.usual)} <span className="faint num">× {count(one.usual_count)}</span>
                </td>
                <td className="num">{share(one.probability)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {values.length > SHOWN && <p className="faint small num">{t('and {0} more', count(values.length - SHOWN))}</p>}
    </section>
  );
}

/** A cell's text; an empty cell says so. */
function said(value: string, look?: string) {
  return value === '' ? <span className="faint">{t('(empty)')}</span> : (
    <code className={look}>
      <CellText value={value} />
    </code>
  );
}

import type { ProfileDocument } from '@/client/analysis';
import { count, share } from '@/lib/format';
import css from './relations.module.css';

type Contradiction = ProfileDocument['contradictions'][number];

const SHOWN = 6;

/** Rows that break a rule that nearly all others keep: what they say, and what the others say. */
export function Violations({ contradiction }: { contradiction: Contradiction }) {
  const { determinant, dependent, values } = contradiction;
  return (
    <section className="stack-small">
      <h3>
        {determinant.join(' + ')} decides {dependent}, but
      </h3>
      <div className="scroll-x" role="region" aria-label={`Rows where ${determinant.join(' + ')} and ${dependent} disagree`} tabIndex={0}>
        <table className={css.violations}>
          <thead>
            <tr>
              {determinant.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{dependent}</th>
              <th scope="col">usually</th>
              <th scope="col">likely wrong</th>
            </tr>
          </thead>
          <tbody>
            {values.slice(0, SHOWN).map((one) => (
              <tr key={`${one.given.join('\u0000')}\u0000${one.value}`}>
                {one.given.map((given, index) => (
                  <td key={determinant[index]}>
                    <code>{given}</code>
                  </td>
                ))}
                <td>
                  <code className={css.wrong}>{one.value}</code> <span className="faint num">× {count(one.count)}</span>
                </td>
                <td>
                  <code>{one.usual}</code> <span className="faint num">× {count(one.usual_count)}</span>
                </td>
                <td className="num">{share(one.probability)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {values.length > SHOWN && <p className="faint small num">and {count(values.length - SHOWN)} more</p>}
    </section>
  );
}

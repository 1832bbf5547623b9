import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { Card } from '@/components/card';
import { Empty } from '@/components/states';
import { measure, rows, share, words } from '@/lib/format';
import { t } from '@/lib/language';
import { notableDependencies } from '../api/dependencies';
import { listOf } from '@/lib/lists';
import { graphOf } from '../api/graph';
import { matrixOf, strongestPairs } from '../api/matrix';
import { CorrelationMatrix } from './correlation-matrix';
import { DependencyGraph } from './dependency-graph';
import { Violations } from './violations';
import css from './relations.module.css';
import { phrase } from '@/components/phrase';

const PAIRS = 10;
const DEPENDENCIES = 14;
/** Below that an association is noise to a reader. */
const WEAK = 0.1;

export function RelationsPage({ analysisId, profile }: { analysisId: string; profile: ProfileDocument }) {
  const matrix = useMemo(() => matrixOf(profile.correlations), [profile]);
  const dependencies = useMemo(() => notableDependencies(profile), [profile]);
  const graph = useMemo(() => graphOf(profile.keys, dependencies, DEPENDENCIES), [profile, dependencies]);
  const pairs = strongestPairs(matrix, PAIRS).filter((pair) => Math.abs(pair.value ?? 0) >= WEAK);
  return (
    <div className={css.grid}>
      <div className="stack">
        <Card title={t('What goes together')}>
          {matrix.names.length < 2 ? (
            <Empty title={t('No associations were measured')}>{t('It takes two columns with numbers or few values.')}</Empty>
          ) : (
            <>
              <CorrelationMatrix matrix={matrix} />
              <Legend />
            </>
          )}
        </Card>
        <Card title={t('What decides what')}>
          {graph.edges.length === 0 ? (
            <p className="soft">{t('No column is a key, and none decides another one.')}</p>
          ) : (
            <div className="stack">
              <DependencyGraph graph={graph} analysisId={analysisId} />
              <p className="faint small">
                {t('A full line holds in every row, a dashed one is broken by some. Columns with the same left side always have the same right side.')}
              </p>
            </div>
          )}
        </Card>
      </div>
      <div className="stack">
        <Card title={t('Strongest associations')}>
          {pairs.length === 0 ? (
            <p className="soft">{t('None worth the name: no column tells much about another (all coefficients are below {0}).', measure(WEAK))}</p>
          ) : (
            <ol>
              {pairs.map((pair) => (
                <li key={`${pair.left} ${pair.right}`} className={css.line}>
                  <span className="grow">
                    {phrase('{0} and {1}', <ColumnName analysisId={analysisId} name={pair.left} />, <ColumnName analysisId={analysisId} name={pair.right} />)}
                  </span>
                  <span className="num" title={words(pair.method)}>
                    {measure(Number((pair.value ?? 0).toFixed(3)))}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Card>
        <MissingTogether profile={profile} />
      </div>
      <Broken profile={profile} />
    </div>
  );
}

/** What the colours of the matrix say, in words too. */
function Legend() {
  return (
    <p className={`${css.legend ?? ''} faint small`}>
      <span className={css.legendItem}>
        <span className={css.rises} aria-hidden /> {t('go together')}
      </span>
      <span className={css.legendItem}>
        <span className={css.falls} aria-hidden /> {t('one falls as the other rises')}
      </span>
      <span>{t('paler is weaker')}</span>
    </p>
  );
}

function Broken({ profile }: { profile: ProfileDocument }) {
  const contradictions = listOf(profile.contradictions);
  if (contradictions.length === 0) return null;
  return (
    <Card title={t('Rows that break a rule')} className={css.wide}>
      <div className={css.rules}>
        {contradictions.map((one) => (
          <Violations key={`${one.determinant.join(' ')} ${one.dependent}`} contradiction={one} />
        ))}
      </div>
    </Card>
  );
}

function MissingTogether({ profile }: { profile: ProfileDocument }) {
  const patterns = profile.missing_together?.patterns ?? [];
  if (patterns.length === 0) return null;
  return (
    <Card title={t('Missing together')}>
      <ul>
        {patterns.slice(0, 8).map((pattern) => (
          <li key={pattern.columns.join(' ')} className={css.line}>
            <span className="grow">{pattern.columns.length === 1 ? t('{0} alone', pattern.columns.join('')) : pattern.columns.join(', ')}</span>
            <span className="soft num" title={share(pattern.row_count / profile.dataset.row_count)}>
              {rows(pattern.row_count)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ColumnName({ analysisId, name }: { analysisId: string; name: string }) {
  return (
    <Link to="/analysis/$analysisId/columns" params={{ analysisId }} search={{ column: name }}>
      {name}
    </Link>
  );
}

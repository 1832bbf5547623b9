import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { Badge } from '@/components/badge';
import { Card } from '@/components/card';
import { Empty } from '@/components/states';
import { count, measure, rows, share, words } from '@/lib/format';
import { notableDependencies } from '../api/dependencies';
import { matrixOf, strongestPairs } from '../api/matrix';
import { CorrelationMatrix } from './correlation-matrix';
import css from './relations.module.css';

const PAIRS = 10;
const DEPENDENCIES = 20;

export function RelationsPage({ analysisId, profile }: { analysisId: string; profile: ProfileDocument }) {
  const matrix = useMemo(() => matrixOf(profile.correlations), [profile]);
  const dependencies = useMemo(() => notableDependencies(profile), [profile]);
  const pairs = strongestPairs(matrix, PAIRS);
  return (
    <div className={css.grid}>
      <Card title="What goes together">
        {matrix.names.length < 2 ? (
          <Empty title="No associations were measured">It takes two columns with numbers or few values.</Empty>
        ) : (
          <CorrelationMatrix matrix={matrix} />
        )}
      </Card>
      <div className="stack">
        {pairs.length > 0 && (
          <Card title="Strongest associations">
            <ol>
              {pairs.map((pair) => (
                <li key={`${pair.left} ${pair.right}`} className={css.line}>
                  <span className="grow">
                    <ColumnName analysisId={analysisId} name={pair.left} /> and <ColumnName analysisId={analysisId} name={pair.right} />
                  </span>
                  <span className="num" title={words(pair.method)}>
                    {measure(Number((pair.value ?? 0).toFixed(3)))}
                  </span>
                </li>
              ))}
            </ol>
          </Card>
        )}
        <Card title="Keys">
          {profile.keys.length === 0 ? (
            <p className="soft">No column, and no pair of them, tells all rows apart.</p>
          ) : (
            <ul className="row-wrap">
              {profile.keys.map((key) => (
                <li key={key.columns.join(' ')}>
                  <Badge tone="accent">{key.columns.join(' + ')}</Badge>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title="What decides what">
          {dependencies.length === 0 ? (
            <p className="soft">No column decides another one.</p>
          ) : (
            <ul>
              {dependencies.slice(0, DEPENDENCIES).map((one) => (
                <li key={`${one.determinant.join(' ')} ${one.dependent}`} className={css.line}>
                  <span className="grow row-wrap">
                    <ColumnName analysisId={analysisId} name={one.determinant[0] ?? ''} />
                    <ArrowRight size={13} role="img" aria-label="decides" />
                    <ColumnName analysisId={analysisId} name={one.dependent} />
                  </span>
                  {one.violating_row_count === 0 ? (
                    <Badge tone="good">always</Badge>
                  ) : (
                    <Badge tone="medium">{rows(one.violating_row_count)} break it</Badge>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Card>
        <MissingTogether profile={profile} />
      </div>
    </div>
  );
}

function MissingTogether({ profile }: { profile: ProfileDocument }) {
  const patterns = profile.missing_together?.patterns ?? [];
  if (patterns.length === 0) return null;
  return (
    <Card title="Missing together">
      <ul>
        {patterns.slice(0, 8).map((pattern) => (
          <li key={pattern.columns.join(' ')} className={css.line}>
            <span className="grow">{pattern.columns.join(', ')}</span>
            <span className="soft num" title={share(pattern.row_count / profile.dataset.row_count)}>
              {count(pattern.row_count)} rows
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

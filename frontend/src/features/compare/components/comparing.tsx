import { GitCompareArrows } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { query } from '@/client/api';
import type { AnalysisSummary } from '@/client/history';
import { GOALS } from '@/client/analysis';
import { buttonClass } from '@/components/button';
import { inputClass } from '@/components/field';
import { Empty, Failure, Loading } from '@/components/states';
import { date, score } from '@/lib/format';
import { t } from '@/lib/language';
import { ComparisonView } from './comparison-view';
import css from './compare.module.css';

interface ComparingProps {
  analyses: readonly AnalysisSummary[];
  /** Ids of analyses, out of the address. */
  before: string | undefined;
  after: string | undefined;
  onChoose: (choice: { before?: string; after?: string }) => void;
}

/** Choosing two analyses, and what differs. */
export function Comparing({ analyses, before, after, onChoose }: ComparingProps) {
  const ready = analyses.filter((one) => one.status === 'completed');
  return (
    <>
      {ready.length < 2 ? (
        <Empty
          title={t('It takes two tables')}
          icon={<GitCompareArrows size={28} aria-hidden />}
          action={
            <Link to="/" className={buttonClass('primary')}>
              {t('To the data sets')}
            </Link>
          }
        >
          {t('Upload another table, or a new version of one from the list of data sets, then come back.')}
        </Empty>
      ) : (
        <div className={css.choice}>
          <Choice label={t('Before')} analyses={ready} value={before} onChange={(value) => onChoose({ before: value, ...(after ? { after } : {}) })} />
          <Choice label={t('After')} analyses={ready} value={after} onChange={(value) => onChoose({ ...(before ? { before } : {}), after: value })} />
        </div>
      )}
      {before !== undefined && after !== undefined && <Result before={before} after={after} />}
    </>
  );
}

interface ChoiceProps {
  label: string;
  analyses: readonly AnalysisSummary[];
  value: string | undefined;
  onChange: (analysisId: string) => void;
}

function Choice({ label, analyses, value, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grow stack-small">
      <label htmlFor={id}>{label}</label>
      <select id={id} className={inputClass} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        <option value="" disabled>
          {t('Choose a data set')}
        </option>
        {analyses.map((one) => (
          <option key={one.analysis_id} value={one.analysis_id}>
            {optionWords(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Name, time and score tell versions of one data set apart. */
function optionWords({ dataset_name: name, goal, started_at: at, quality_score: value }: AnalysisSummary): string {
  const label = GOALS.find((one) => one.value === goal)?.label ?? goal;
  const rated = typeof value === 'number' ? ` · ${t('score {0}', score(value))}` : '';
  return `${name} · ${date(at)}${rated}${goal === 'general_audit' ? '' : ` · ${t(label)}`}`;
}

function Result({ before, after }: { before: string; after: string }) {
  const comparison = query.useQuery(
    'post',
    '/api/v1/compare',
    { body: { old: { analysis_id: before }, new: { analysis_id: after }, format: 'json' } },
    { staleTime: Infinity },
  );
  if (comparison.isPending) return <Loading label={t('Comparing')} />;
  if (comparison.isError) return <Failure error={comparison.error} retry={() => void comparison.refetch()} />;
  // Asked for as JSON; the route's other form, a page, is text.
  if (typeof comparison.data === 'string') return null;
  return <ComparisonView comparison={comparison.data} before={before} after={after} />;
}

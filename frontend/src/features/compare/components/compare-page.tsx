import { GitCompareArrows } from 'lucide-react';
import { useId } from 'react';
import type { Schemas } from '@/client/api';
import { query } from '@/client/api';
import { Page } from '@/components/page';
import { inputClass } from '@/components/field';
import { Empty, Failure, Loading } from '@/components/states';
import { ComparisonView } from './comparison-view';
import css from './compare.module.css';

interface ComparePageProps {
  datasets: readonly Schemas['Dataset'][];
  /** Ids of analyses, out of the address. */
  before: string | undefined;
  after: string | undefined;
  onChoose: (choice: { before?: string; after?: string }) => void;
}

export function ComparePage({ datasets, before, after, onChoose }: ComparePageProps) {
  const ready = datasets.filter((dataset) => dataset.latest_analysis_id !== null);
  return (
    <Page title="Compare" lead="Two versions of a table, or two tables: what changed, and how much.">
      {ready.length < 2 ? (
        <Empty title="It takes two data sets" icon={<GitCompareArrows size={28} aria-hidden />}>
          Upload another version of a table, then come back.
        </Empty>
      ) : (
        <div className={css.choice}>
          <Choice label="Before" datasets={ready} value={before} onChange={(value) => onChoose({ before: value, ...(after ? { after } : {}) })} />
          <Choice label="After" datasets={ready} value={after} onChange={(value) => onChoose({ ...(before ? { before } : {}), after: value })} />
        </div>
      )}
      {before !== undefined && after !== undefined && <Result before={before} after={after} />}
    </Page>
  );
}

interface ChoiceProps {
  label: string;
  datasets: readonly Schemas['Dataset'][];
  value: string | undefined;
  onChange: (analysisId: string) => void;
}

function Choice({ label, datasets, value, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grow stack-small">
      <label htmlFor={id}>{label}</label>
      <select id={id} className={inputClass} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        <option value="" disabled>
          Choose a data set
        </option>
        {datasets.map((dataset) => (
          <option key={dataset.dataset_id} value={dataset.latest_analysis_id ?? ''}>
            {dataset.name} · {new Date(dataset.created_at).toLocaleString()}
          </option>
        ))}
      </select>
    </div>
  );
}

function Result({ before, after }: { before: string; after: string }) {
  const comparison = query.useQuery(
    'post',
    '/api/v1/compare',
    { body: { old: { analysis_id: before }, new: { analysis_id: after }, format: 'json' } },
    { staleTime: Infinity },
  );
  if (comparison.isPending) return <Loading label="Comparing" />;
  if (comparison.isError) return <Failure error={comparison.error} retry={() => void comparison.refetch()} />;
  // Asked for as JSON; the route's other form, a page, is text.
  if (typeof comparison.data === 'string') return null;
  return <ComparisonView comparison={comparison.data} before={before} after={after} />;
}

import { useNavigate } from '@tanstack/react-router';
import { query } from '@/client/api';
import type { Analysis, ProfileDocument } from '@/client/analysis';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Refusal } from '@/components/short-form';
import { count } from '@/lib/format';
import { listOf } from '@/lib/lists';
import { plural, t } from '@/lib/language';
import css from './overview.module.css';

interface ReadingNotesProps {
  analysis: Analysis;
  dataset: ProfileDocument['dataset'];
}

/** What was assumed when the file was read: nothing may be left out of a table in silence. */
export function ReadingNotes({ analysis, dataset }: ReadingNotesProps) {
  const notes = [...listOf(dataset.dialect?.assumptions), ...listOf(dataset.assumptions)];
  const problems = dataset.line_problem_count;
  const others = listOf(dataset.sheets).filter((name) => name !== dataset.sheet);
  if (notes.length === 0 && problems === 0 && others.length === 0) return null;
  return (
    <Card title={t('How the file was read')}>
      <div className="stack-small">
        <ul className={css.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          {problems > 0 && <li>{plural(problems, '{0} line has more or fewer fields than the header.', '{0} lines have more or fewer fields than the header.', count(problems))}</li>}
        </ul>
        {others.length > 0 && <OtherSheets analysis={analysis} names={others} />}
      </div>
    </Card>
  );
}

const SHOWN = 12;

function OtherSheets({ analysis, names }: { analysis: Analysis; names: readonly string[] }) {
  const navigate = useNavigate();
  const start = query.useMutation('post', '/api/v1/analysis/start', {
    onSuccess: ({ analysis_id: analysisId }) => navigate({ to: '/analysis/$analysisId', params: { analysisId } }),
  });
  return (
    <div className="stack-small">
      <h3>{t('Read another sheet')}</h3>
      <p className="row-wrap">
        {names.slice(0, SHOWN).map((sheet) => (
          <Button
            key={sheet}
            size="small"
            disabled={start.isPending}
            onClick={() => start.mutate({ body: { dataset_id: analysis.dataset_id, goal: analysis.goal, sheet } })}
          >
            {sheet}
          </Button>
        ))}
      </p>
      <Refusal error={start.error} />
    </div>
  );
}

import { Download, LoaderCircle, ShieldCheck } from 'lucide-react';
import { useRef } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { Button } from '@/components/button';
import { bytes, count } from '@/lib/format';
import { keptFile } from '@/lib/local-files';
import { plural, t } from '@/lib/language';
import { obstacle } from '../api/local-sql';
import { useLocalClean } from '../api/use-local-clean';
import type { Steps } from '../api/order';
import css from './repairs.module.css';

interface CardProps {
  analysisId: string;
  datasetId: string;
  profile: ProfileDocument;
  steps: Steps;
  /** Whether it is the first thing offered, or the second. */
  isFirst: boolean;
}

/** The cleaned file in one click: DuckDB runs in this page, on the file on this machine. */
export function LocalCleanCard({ analysisId, datasetId, profile, steps, isFirst }: CardProps) {
  const input = useRef<HTMLInputElement>(null);
  const clean = useLocalClean(analysisId, profile);
  const reason = obstacle(profile);
  const kept = keptFile(datasetId);
  if (reason !== null) return null;
  const start = (file: File | undefined): void => {
    if (file !== undefined) clean.mutate({ file, steps });
  };
  return (
    <div className={css.local}>
      <div className="row">
        <ShieldCheck size={18} aria-hidden className={css.localIcon} />
        <strong>{isFirst ? t('Clean the file here, in the browser') : t('Or clean the file on this computer')}</strong>
      </div>
      <p className="soft small">
        {kept === undefined
          ? t('Choose {0} ({1}) on this computer: DuckDB runs the plan in this page. The file is not sent anywhere.', profile.dataset.name, bytes(profile.dataset.size_bytes))
          : t('{0} is still at hand: DuckDB runs the plan in this page. The file is not sent anywhere.', kept.name)}
      </p>
      <div className="row-wrap">
        <Button
          look={isFirst ? 'primary' : 'plain'}
          disabled={clean.isPending || steps.ids.length === 0}
          onClick={() => (kept === undefined ? input.current?.click() : start(kept))}
        >
          {clean.isPending ? <LoaderCircle size={14} aria-hidden /> : <Download size={14} aria-hidden />}
          {clean.isPending ? t('Cleaning') : kept === undefined ? t('Choose the file and clean it') : t('Download the cleaned file')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('The file that was profiled')}
          onChange={(event) => {
            start(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {clean.isError && (
        <p role="alert" className={css.localError}>
          {clean.error.message}
        </p>
      )}
      {clean.isSuccess && (
        <p role="status" className="small num">
          {plural(steps.ids.length - clean.data.withheld, 'Done: {0} of {1} rows kept, {2} repair made.', 'Done: {0} of {1} rows kept, {2} repairs made.', count(clean.data.rowsAfter), count(clean.data.rowsBefore), count(steps.ids.length - clean.data.withheld))}
        </p>
      )}
    </div>
  );
}

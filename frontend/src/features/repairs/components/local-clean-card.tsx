import { Download, LoaderCircle, ShieldCheck } from 'lucide-react';
import { useRef } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { Button } from '@/components/button';
import { bytes, count } from '@/lib/format';
import { keptFile } from '@/lib/local-files';
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
        <strong>{isFirst ? 'Clean the file here, in the browser' : 'Or clean the file on this computer'}</strong>
      </div>
      <p className="soft small">
        {kept === undefined
          ? `Choose ${profile.dataset.name} (${bytes(profile.dataset.size_bytes)}) on this computer: `
          : `${profile.dataset.name} is still at hand: `}
        DuckDB runs the plan in this page. The file is not sent anywhere.
      </p>
      <div className="row-wrap">
        <Button
          look={isFirst ? 'primary' : 'plain'}
          disabled={clean.isPending || steps.ids.length === 0}
          onClick={() => (kept === undefined ? input.current?.click() : start(kept))}
        >
          {clean.isPending ? <LoaderCircle size={14} aria-hidden /> : <Download size={14} aria-hidden />}
          {clean.isPending ? 'Cleaning' : kept === undefined ? 'Choose the file and clean it' : 'Download the cleaned file'}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="The file that was profiled"
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
          Done: {count(clean.data.rowsAfter)} of {count(clean.data.rowsBefore)} rows kept, {count(steps.ids.length - clean.data.withheld)} repairs made.
        </p>
      )}
    </div>
  );
}

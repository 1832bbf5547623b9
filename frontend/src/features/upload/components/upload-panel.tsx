import { Pause, Play, RotateCcw, X } from 'lucide-react';
import { useEstimate } from '@/client/estimate';
import { IconButton } from '@/components/button';
import { Meter } from '@/components/meter';
import { about } from '@/lib/duration';
import { bytes, money, share } from '@/lib/format';
import { t } from '@/lib/language';
import { dismissUpload, pauseUpload, resumeUpload, retryUpload, useUploads, type Upload } from '../api/uploads';
import css from './upload.module.css';

/** Uploads under way, in a corner of every page. */
export function UploadPanel() {
  const shown = useUploads().filter((upload) => upload.state !== 'done');
  if (shown.length === 0) return null;
  return (
    <section className={css.panel} aria-label={t('Uploads')}>
      <ul>
        {shown.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const part = upload.sizeBytes === 0 ? 0 : upload.sentBytes / upload.sizeBytes;
  return (
    <li className={css.row} role={upload.state === 'failed' ? 'alert' : undefined}>
      <div className="between">
        <span className="ellipsis">{upload.name}</span>
        <span className="row">
          {upload.state === 'sending' && upload.isPausable && (
            <IconButton label={t('Pause {0}', upload.name)} onClick={() => pauseUpload(upload.id)}>
              <Pause size={14} aria-hidden />
            </IconButton>
          )}
          {upload.state === 'paused' && (
            <IconButton label={t('Go on with {0}', upload.name)} onClick={() => resumeUpload(upload.id)}>
              <Play size={14} aria-hidden />
            </IconButton>
          )}
          {upload.state === 'failed' && (
            <IconButton label={t('Try {0} again', upload.name)} onClick={() => retryUpload(upload.id)}>
              <RotateCcw size={14} aria-hidden />
            </IconButton>
          )}
          <IconButton label={upload.state === 'failed' ? t('Dismiss') : t('Cancel {0}', upload.name)} onClick={() => dismissUpload(upload.id)}>
            <X size={14} aria-hidden />
          </IconButton>
        </span>
      </div>
      {upload.state === 'failed' ? (
        <p className={css.error}>{upload.error}</p>
      ) : (
        <>
          <Meter label={t('Upload of {0}', upload.name)} value={upload.state === 'preparing' ? null : part} />
          <p className="faint small num">{stateWords(upload, part)}</p>
          <Expected sizeBytes={upload.sizeBytes} />
        </>
      )}
    </li>
  );
}

/** What the analysis after it takes and costs, while it can still be called off. */
function Expected({ sizeBytes }: { sizeBytes: number }) {
  const { data } = useEstimate(sizeBytes);
  if (data === undefined) return null;
  return (
    <p className="faint small num">
      {t('The analysis takes {0} and costs {1}.', about(data.seconds), money(data.cost))}
      {!data.is_within_budget && <strong className={css.error}> {t('That is above what the budget of this workspace leaves.')}</strong>}
    </p>
  );
}

function stateWords(upload: Upload, part: number): string {
  if (upload.state === 'preparing') return t('Asking where to send it');
  if (upload.state === 'starting') return t('Sent; the analysis starts');
  const sent = t('{0} of {1}, {2}', bytes(upload.sentBytes), bytes(upload.sizeBytes), share(part));
  return upload.state === 'paused' ? t('Paused at {0}', sent) : sent;
}

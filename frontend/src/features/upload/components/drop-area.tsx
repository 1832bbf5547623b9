import { Upload as UploadIcon } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { bytes } from '@/lib/format';
import { t } from '@/lib/language';
import { resumables } from '../api/resumable';
import css from './upload.module.css';

type OnFiles = (files: readonly File[]) => void;

/** The whole window takes files, on every page. */
export function DropAnywhere({ onFiles, children }: { onFiles: OnFiles; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current += 1;
      setOver(true);
    };
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name as 'drop', listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name as 'drop', listener);
    };
  }, [onFiles]);
  return (
    <>
      {children}
      {isOver && (
        <div className={css.veil} aria-hidden>
          <div className={css.veilInner}>
            <UploadIcon size={28} />
            <strong>{t('Drop to profile')}</strong>
          </div>
        </div>
      )}
    </>
  );
}

/** The place on the home page that says so, with a button for those who do not drag. */
export function DropCard({ onFiles }: { onFiles: OnFiles }) {
  const input = useRef<HTMLInputElement>(null);
  const interrupted = resumables();
  return (
    <div className={css.card}>
      <UploadIcon size={22} aria-hidden className={css.cardIcon} />
      <div className="grow">
        <p className={css.cardTitle}>{t('Drop a table anywhere')}</p>
        <p className="soft small">{t('CSV or any delimited text, Excel, JSON, Parquet; also in gzip or zip')}</p>
      </div>
      <Button look="primary" onClick={() => input.current?.click()}>
        {t('Choose a file')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('Choose a file')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {interrupted.length > 0 && (
        <p className={css.interrupted}>
          {t('Interrupted: {0}. Choose the same file again and only what is missing is sent.', interrupted.map((one) => `${one.name} (${bytes(one.sizeBytes)})`).join(', '))}
        </p>
      )}
    </div>
  );
}

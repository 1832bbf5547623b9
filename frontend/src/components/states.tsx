/** What stands where content cannot: nothing yet, loading, an error, no network. */
import { CircleX, Inbox, WifiOff } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { ApiError, OfflineError } from '@/client/api';
import { t } from '@/lib/language';
import { Button } from './button';
import css from './controls.module.css';

interface StateProps {
  title: string;
  icon?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}

export function Empty({ title, icon, action, children }: StateProps) {
  return (
    <div className={css['state']}>
      <span className={css['stateIcon']}>{icon ?? <Inbox size={28} aria-hidden />}</span>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

export function Skeleton({ height = 16, width = '100%' }: { height?: number; width?: CSSProperties['width'] }) {
  return <div className={css['skeleton']} style={{ height, width }} aria-hidden />;
}

export function Loading({ label = t('Loading'), lines = 4 }: { label?: string; lines?: number }) {
  return (
    <div className="stack" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={line === 0 ? 28 : 56} width={line === 0 ? '40%' : '100%'} />
      ))}
    </div>
  );
}

/** Says what happened, what to do, and what to quote when asking for help. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const offline = error instanceof OfflineError;
  const title = offline ? t('No connection to the server') : error instanceof ApiError ? error.title : t('Something went wrong');
  return (
    <div className={css['state']} role="alert">
      <span className={css['stateIcon']}>{offline ? <WifiOff size={28} aria-hidden /> : <CircleX size={28} aria-hidden />}</span>
      <h2>{title}</h2>
      <p>{advice(error)}</p>
      {error instanceof ApiError && error.requestId !== null && <p className="faint small mono">{t('request {0}', error.requestId)}</p>}
      {retry !== undefined && <Button onClick={retry}>{t('Try again')}</Button>}
    </div>
  );
}

function advice(error: unknown): string {
  if (error instanceof OfflineError) return t('Nothing is lost. Check the network; the page goes on by itself as soon as the server answers.');
  if (error instanceof ApiError) return error.detail;
  return error instanceof Error ? error.message : t('Please load the page again.');
}

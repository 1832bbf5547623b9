import { Link } from '@tanstack/react-router';
import { Folder, Table } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '@/client/api';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Line, Lines } from '@/components/lines';
import { Page } from '@/components/page';
import { Refusal } from '@/components/short-form';
import { Empty, Failure, Loading } from '@/components/states';
import { chosenGoal } from '@/lib/goal';
import { ago, bytes, rows } from '@/lib/format';
import { t } from '@/lib/language';
import { useConnection, useEntries, useStartImport, type Entry, type Import } from '../api/connections';
import { addressOf } from '../api/fields';
import { ImportStatus } from './import-status';
import { QueryCard } from './query-card';

interface BrowsePageProps {
  connectionId: string;
  /** Where to look; empty is where the connection begins. */
  path: string;
  /** Gets the analysis of what was brought over. */
  onImported: (analysisId: string) => void;
}

/** What lies behind a connection, and bringing it over. */
export function BrowsePage({ connectionId, path, onImported }: BrowsePageProps) {
  const connection = useConnection(connectionId);
  const start = useStartImport();
  const [running, setRunning] = useState<Import | null>(null);
  if (connection.data === undefined) {
    return (
      <Page title={t('Connection')}>
        {connection.isError ? <Failure error={connection.error} retry={() => void connection.refetch()} /> : <Loading label={t('Loading the connection')} />}
      </Page>
    );
  }
  const bring = (source: Schemas['ImportSource']): void =>
    start.mutate({ params: { path: { connection_id: connectionId } }, body: { source, name: '', goal: chosenGoal() } }, { onSuccess: setRunning });
  const isBusy = start.isPending || running !== null;
  return (
    <Page title={connection.data.name} lead={addressOf(connection.data.target)} side={<Link to="/connections">{t('All connections')}</Link>}>
      <Refusal error={start.error} />
      {running !== null && <ImportStatus started={running} onImported={onImported} onClose={() => setRunning(null)} />}
      <Card title={path === '' ? t('What is there') : path}>
        <div className="stack">
          {path !== '' && (
            <Link to="/connections/$connectionId" params={{ connectionId }}>
              {t('Back to where it begins')}
            </Link>
          )}
          <Entries connectionId={connectionId} path={path} isBusy={isBusy} onImport={bring} />
        </div>
      </Card>
      {connection.data.target.kind === 'postgresql' && <QueryCard isBusy={isBusy} onQuery={(query) => bring({ query })} />}
    </Page>
  );
}

interface EntriesProps {
  connectionId: string;
  path: string;
  isBusy: boolean;
  onImport: (source: Schemas['ImportSource']) => void;
}

function Entries({ connectionId, path, isBusy, onImport }: EntriesProps) {
  const found = useEntries(connectionId, path);
  if (found.isPending) return <Loading label={t('Looking what is there')} lines={3} />;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const entries = found.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Empty title={t('Nothing is there')}>{t('Or nothing that these credentials may see.')}</Empty>;
  const [only] = entries;
  // Most databases have but one schema: a step less to their tables.
  if (entries.length === 1 && typeof only?.path === 'string' && !found.hasNextPage) {
    return (
      <div className="stack">
        <h3>{only.name}</h3>
        <Entries connectionId={connectionId} path={only.path} isBusy={isBusy} onImport={onImport} />
      </div>
    );
  }
  return (
    <>
      <Lines label={t('Entries')}>
        {entries.map((entry) => (
          <EntryLine key={`${entry.kind} ${entry.name}`} connectionId={connectionId} entry={entry} isBusy={isBusy} onImport={onImport} />
        ))}
      </Lines>
      {found.hasNextPage && (
        <div>
          <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('Show more')}
          </Button>
        </div>
      )}
    </>
  );
}

function EntryLine({ connectionId, entry, isBusy, onImport }: { connectionId: string; entry: Entry; isBusy: boolean; onImport: EntriesProps['onImport'] }) {
  const { source, path } = entry;
  const facts = [
    typeof entry.row_count === 'number' ? t('about {0}', rows(entry.row_count)) : null,
    typeof entry.size_bytes === 'number' ? bytes(entry.size_bytes) : null,
    typeof entry.modified_at === 'string' ? t('changed {0}', ago(entry.modified_at)) : null,
  ].filter((fact) => fact !== null);
  return (
    <Line
      side={
        source === null || source === undefined ? undefined : (
          <Button size="small" disabled={isBusy} aria-label={t('Import {0}', entry.name)} onClick={() => onImport(source)}>
            {t('Import')}
          </Button>
        )
      }
    >
      <span className="row">
        {path === null || path === undefined ? <Table size={15} aria-hidden /> : <Folder size={15} aria-hidden />}
        {path === null || path === undefined ? (
          <span>{entry.name}</span>
        ) : (
          <Link to="/connections/$connectionId" params={{ connectionId }} search={{ path }}>
            {entry.name}
          </Link>
        )}
        <span className="faint small">{facts.join(' · ')}</span>
      </span>
    </Line>
  );
}

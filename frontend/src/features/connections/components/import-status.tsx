import { useEffect } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Meter } from '@/components/meter';
import { bytes } from '@/lib/format';
import { useImport, type Import } from '../api/connections';

interface ImportStatusProps {
  started: Import;
  onImported: (analysisId: string) => void;
  onClose: () => void;
}

/** How far an import is; when it is over the page of its analysis opens. */
export function ImportStatus({ started, onImported, onClose }: ImportStatusProps) {
  const found = useImport(started);
  const now = found.data ?? started;
  useEffect(() => {
    if (now.analysis_id !== null) onImported(now.analysis_id);
  }, [now.analysis_id, onImported]);
  if (now.status === 'failed') {
    return (
      <Card title="This import failed">
        <div className="stack" role="alert">
          <p>{now.failure?.message ?? 'No cause was recorded.'}</p>
          <p className="soft">Test the connection and what its user may read, then import again.</p>
          <div>
            <Button onClick={onClose}>Close</Button>
          </div>
        </div>
      </Card>
    );
  }
  return (
    <Card title="Being brought over">
      <div className="stack" role="status">
        <Meter label="Progress of the import" value={null} />
        <p className="soft small">
          {now.size_bytes === null ? 'It is read to the end, then its analysis opens here.' : `${bytes(now.size_bytes)} so far.`} You may leave; it goes on.
        </p>
      </div>
    </Card>
  );
}

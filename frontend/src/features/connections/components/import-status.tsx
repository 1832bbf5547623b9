import { useEffect } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Meter } from '@/components/meter';
import { bytes } from '@/lib/format';
import { t } from '@/lib/language';
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
      <Card title={t('This import failed')}>
        <div className="stack" role="alert">
          <p>{now.failure?.message ?? t('No cause was recorded.')}</p>
          <p className="soft">{t('Test the connection and what its user may read, then import again.')}</p>
          <div>
            <Button onClick={onClose}>{t('Close')}</Button>
          </div>
        </div>
      </Card>
    );
  }
  return (
    <Card title={t('Being brought over')}>
      <div className="stack" role="status">
        <Meter label={t('Progress of the import')} value={null} />
        <p className="soft small">
          {now.size_bytes === null ? t('It is read to the end, then its analysis opens here.') : t('{0} so far.', bytes(now.size_bytes))} {t('You may leave; it goes on.')}
        </p>
      </div>
    </Card>
  );
}

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button, IconButton } from '@/components/button';
import { Confirm } from '@/components/confirm';
import { Line } from '@/components/lines';
import { ago, date } from '@/lib/format';
import { mark, t } from '@/lib/language';
import { endsSoon, useRevokeKey, type Key } from '../api/keys';
import { KeyBudget } from './key-budget';

export function KeyLine({ apiKey }: { apiKey: Key }) {
  const [isAsking, setAsking] = useState(false);
  const [isBudgeting, setBudgeting] = useState(false);
  const revoke = useRevokeKey();
  return (
    <Line
      side={
        <>
          <Badge>{apiKey.scopes.includes('write') ? t('read and write') : t('read only')}</Badge>
          {apiKey.mode === 'test' && <Badge tone="accent">{t('test')}</Badge>}
          <Button size="small" onClick={() => setBudgeting(true)}>
            {t('Budget')}
          </Button>
          <IconButton label={t('Revoke {0}', apiKey.name)} onClick={() => setAsking(true)}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      }
    >
      <div>
        <strong>{apiKey.name}</strong> <code className="soft">…{apiKey.hint}</code>
      </div>
      <div className="soft small">
        <span title={apiKey.last_used_at === null ? undefined : date(apiKey.last_used_at)}>
          {apiKey.last_used_at === null ? t('Never used') : t('Used {0}', ago(apiKey.last_used_at))}
        </span>
        {' · '}
        <span title={date(apiKey.expires_at)}>
          {t(endsSoon(apiKey) ? mark('expires soon, {0}') : mark('expires {0}'), ago(apiKey.expires_at))}
        </span>
        {' · '}
        <span title={date(apiKey.created_at)}>{t('made {0}', ago(apiKey.created_at))}</span>
      </div>
      <Confirm
        title={t('Revoke {0}?', apiKey.name)}
        action={t('Revoke the key')}
        isOpen={isAsking}
        isBusy={revoke.isPending}
        error={revoke.error}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate({ params: { path: { key_id: apiKey.key_id } } }, { onSuccess: () => setAsking(false) })}
      >
        {t('Programs that use it are refused from their next request on.')}
      </Confirm>
      <KeyBudget apiKey={apiKey} isOpen={isBudgeting} onClose={() => setBudgeting(false)} />
    </Line>
  );
}

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button, IconButton } from '@/components/button';
import { Confirm } from '@/components/confirm';
import { Line } from '@/components/lines';
import { ago, date } from '@/lib/format';
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
          <Badge>{apiKey.scopes.includes('write') ? 'read and write' : 'read only'}</Badge>
          {apiKey.mode === 'test' && <Badge tone="accent">test</Badge>}
          <Button size="small" onClick={() => setBudgeting(true)}>
            Budget
          </Button>
          <IconButton label={`Revoke ${apiKey.name}`} onClick={() => setAsking(true)}>
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
          {apiKey.last_used_at === null ? 'Never used' : `Used ${ago(apiKey.last_used_at)}`}
        </span>
        {' · '}
        <span title={date(apiKey.expires_at)}>
          {endsSoon(apiKey) ? 'expires soon, ' : 'expires '}
          {ago(apiKey.expires_at)}
        </span>
        {' · '}
        <span title={date(apiKey.created_at)}>made {ago(apiKey.created_at)}</span>
      </div>
      <Confirm
        title={`Revoke ${apiKey.name}?`}
        action="Revoke the key"
        isOpen={isAsking}
        isBusy={revoke.isPending}
        error={revoke.error}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate({ params: { path: { key_id: apiKey.key_id } } }, { onSuccess: () => setAsking(false) })}
      >
        Programs that use it are refused from their next request on.
      </Confirm>
      <KeyBudget apiKey={apiKey} isOpen={isBudgeting} onClose={() => setBudgeting(false)} />
    </Line>
  );
}

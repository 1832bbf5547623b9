import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { query } from '@/client/api';
import { Button, IconButton } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Failure, Loading } from '@/components/states';
import { ago, date } from '@/lib/format';
import css from './settings.module.css';

/** Keys for programs. A new one is shown once, as only its digest is kept. */
export function KeysCard() {
  const keys = query.useQuery('get', '/api/v1/keys');
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/keys'] });
  const create = query.useMutation('post', '/api/v1/keys', { onSuccess: refresh });
  const revoke = query.useMutation('delete', '/api/v1/keys/{key_id}', { onSuccess: refresh });
  if (keys.isPending) return <Loading label="Loading the keys" lines={2} />;
  return (
    <Card title="API keys">
      <div className="stack">
        {keys.isError && <Failure error={keys.error} retry={() => void keys.refetch()} />}
        {keys.data?.keys.length === 0 && <p className="soft">There are none. Programs and the command line sign in with a key.</p>}
        <ul>
          {keys.data?.keys.map((key) => (
            <li key={key.key_id} className={css.line}>
              <span className="grow">
                {key.name} <code className="soft">{key.hint}</code>
              </span>
              <span className="faint small" title={date(key.expires_at)}>
                {key.last_used_at === null ? 'never used' : `used ${ago(key.last_used_at)}`}
              </span>
              <IconButton label={`Revoke ${key.name}`} onClick={() => revoke.mutate({ params: { path: { key_id: key.key_id } } })}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        {create.isSuccess && (
          <p role="status">
            Copy the key now, it is not shown again: <code className={css.secret}>{create.data.key}</code>
          </p>
        )}
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            const name = new FormData(event.currentTarget).get('name');
            if (typeof name === 'string') create.mutate({ body: { name, mode: 'live', scopes: ['read', 'write'], days: 90 } });
            event.currentTarget.reset();
          }}
        >
          <Field label="Name of a new key" name="name" required maxLength={80} />
          <Button type="submit" disabled={create.isPending}>
            Make a key
          </Button>
        </form>
        {create.isError && <p role="alert">{create.error instanceof Error ? create.error.message : 'The key was not made.'}</p>}
      </div>
    </Card>
  );
}

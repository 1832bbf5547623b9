import { KeyRound } from 'lucide-react';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { ForOwners } from '@/components/for-owners';
import { Lines } from '@/components/lines';
import { useTitle } from '@/components/page';
import { Secret } from '@/components/secret';
import { Choice, fieldChoice, fieldText, ShortForm } from '@/components/short-form';
import { Empty, Failure, Loading } from '@/components/states';
import { t } from '@/lib/language';
import { LIFETIMES, MODES, SCOPES, useCreateKey, useKeys } from '../api/keys';
import { KeyLine } from './key-line';

/** Keys for programs. A new one is shown once, as only its digest is kept. */
export function KeysPage() {
  useTitle(t('API keys'));
  return (
    <ForOwners title={t('API keys are for owners')}>
      <Keys />
    </ForOwners>
  );
}

function Keys() {
  const keys = useKeys();
  if (keys.isPending) return <Loading label={t('Loading the keys')} lines={2} />;
  if (keys.isError) return <Failure error={keys.error} retry={() => void keys.refetch()} />;
  return (
    <Card title={t('API keys')}>
      <div className="stack">
        {keys.data.keys.length === 0 ? (
          <Empty title={t('There are no keys')} icon={<KeyRound size={28} aria-hidden />}>
            {t('Programs, notebooks and the command line sign in with one.')}
          </Empty>
        ) : (
          <Lines label={t('Keys')}>
            {keys.data.keys.map((key) => (
              <KeyLine key={key.key_id} apiKey={key} />
            ))}
          </Lines>
        )}
        <NewKey />
      </div>
    </Card>
  );
}

function NewKey() {
  const create = useCreateKey();
  return (
    <>
      {create.data !== undefined && (
        <Secret title={t('This is the key “{0}”.', create.data.name)} value={create.data.key} onClose={() => create.reset()} />
      )}
      <ShortForm
        label={t('New key')}
        action={t('Make a key')}
        isBusy={create.isPending}
        error={create.error}
        onSubmit={(fields) =>
          create.mutateAsync({
            body: {
              name: fieldText(fields, 'name'),
              mode: fieldChoice(fields, 'mode', MODES) ?? 'live',
              scopes: fieldChoice(fields, 'scope', SCOPES) === 'read' ? ['read'] : ['read', 'write'],
              days: Number(fieldChoice(fields, 'days', LIFETIMES) ?? '90'),
            },
          })
        }
      >
        <Field label={t('Name of a new key')} name="name" required maxLength={100} placeholder={t('nightly import')} />
        <Choice label={t('May')} name="scope" options={SCOPES} initial="write" />
        <Choice label={t('Good for')} name="days" options={LIFETIMES} initial="90" />
        <Choice label={t('Kind')} name="mode" options={MODES} initial="live" />
      </ShortForm>
    </>
  );
}

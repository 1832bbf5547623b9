import { useState } from 'react';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Segments } from '@/components/segments';
import { fieldText, ShortForm } from '@/components/short-form';
import { t } from '@/lib/language';
import { useCreateConnection } from '../api/connections';
import { fieldsOf, KINDS, requestOf, type Kind } from '../api/fields';
import { KindFields } from './kind-fields';

export function NewConnection() {
  const [kind, setKind] = useState<Kind>('postgresql');
  const create = useCreateConnection();
  return (
    <Card title={t('Add a connection')}>
      <div className="stack">
        <div>
          <Segments label={t('Kind of connection')} value={kind} options={KINDS.map(({ value, label }) => ({ value, label }))} onChange={setKind} />
        </div>
        <ShortForm
          key={kind}
          label={t('New connection')}
          look="columns"
          action={t('Add the connection')}
          isBusy={create.isPending}
          error={create.error}
          onSubmit={(fields) => create.mutateAsync({ body: requestOf(kind, (name) => fieldText(fields, name)) })}
        >
          <Field label={t('Name')} name="name" required maxLength={100} placeholder={t('Shop')} />
          <KindFields fields={fieldsOf(kind)} />
        </ShortForm>
        <p className="faint small">{t('What proves who asks is kept apart, encrypted, and never shown again.')}</p>
      </div>
    </Card>
  );
}

import { Webhook as WebhookIcon } from 'lucide-react';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { ForOwners } from '@/components/for-owners';
import { Lines } from '@/components/lines';
import { useTitle } from '@/components/page';
import { Secret } from '@/components/secret';
import { Checks, fieldText, ShortForm } from '@/components/short-form';
import { Empty, Failure, Loading } from '@/components/states';
import { t } from '@/lib/language';
import { EVENTS, useCreateWebhook, useWebhooks } from '../api/webhooks';
import { WebhookLine } from './webhook-line';

/** Addresses that are told what happens, and what became of each message. */
export function WebhooksPage() {
  useTitle(t('Webhooks'));
  return (
    <ForOwners title={t('Webhooks are for owners')}>
      <Webhooks />
    </ForOwners>
  );
}

function Webhooks() {
  const webhooks = useWebhooks();
  if (webhooks.isPending) return <Loading label={t('Loading the webhooks')} lines={2} />;
  if (webhooks.isError) return <Failure error={webhooks.error} retry={() => void webhooks.refetch()} />;
  return (
    <Card title={t('Webhooks')}>
      <div className="stack">
        {webhooks.data.webhooks.length === 0 ? (
          <Empty title={t('Nobody is told')} icon={<WebhookIcon size={28} aria-hidden />}>
            {t('Give an address of yours, and it gets a signed message when something happens, so that nothing has to ask again and again.')}
          </Empty>
        ) : (
          <Lines label={t('Webhooks')}>
            {webhooks.data.webhooks.map((webhook) => (
              <WebhookLine key={webhook.webhook_id} webhook={webhook} />
            ))}
          </Lines>
        )}
        <NewWebhook />
      </div>
    </Card>
  );
}

function NewWebhook() {
  const create = useCreateWebhook();
  return (
    <>
      {create.data !== undefined && (
        <Secret title={t('This secret checks the signatures of its messages.')} value={create.data.secret} onClose={() => create.reset()} />
      )}
      <ShortForm
        label={t('New webhook')}
        action={t('Add the webhook')}
        isBusy={create.isPending}
        error={create.error}
        onSubmit={(fields) => {
          const wanted = fields.getAll('event');
          return create.mutateAsync({
            body: {
              url: fieldText(fields, 'url'),
              description: fieldText(fields, 'description'),
              events: EVENTS.map((event) => event.value).filter((event) => wanted.includes(event)),
            },
          });
        }}
      >
        <Field label={t('Address')} name="url" type="url" required maxLength={2000} placeholder={t('https://hooks.example.com/datainsight')} />
        <Field label={t('What it is for')} name="description" maxLength={200} />
        <Checks label={t('Tell it when')} name="event" options={EVENTS} />
      </ShortForm>
    </>
  );
}

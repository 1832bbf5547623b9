import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/button';
import { Confirm } from '@/components/confirm';
import { Line } from '@/components/lines';
import { Modal } from '@/components/modal';
import { ago, date } from '@/lib/format';
import { eventLabel, useDeleteWebhook, type Webhook } from '../api/webhooks';
import { Deliveries } from './deliveries';

export function WebhookLine({ webhook }: { webhook: Webhook }) {
  const [open, setOpen] = useState<'deliveries' | 'delete' | null>(null);
  const remove = useDeleteWebhook();
  const close = (): void => setOpen(null);
  return (
    <Line
      side={
        <>
          <Button size="small" onClick={() => setOpen('deliveries')}>
            Deliveries
          </Button>
          <IconButton label={`Delete the webhook ${webhook.url}`} onClick={() => setOpen('delete')}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      }
    >
      <div>
        <code>{webhook.url}</code>
      </div>
      <div className="soft small">
        {webhook.description !== '' && <>{webhook.description} · </>}
        {webhook.events.map(eventLabel).join(', ')} · <span title={date(webhook.created_at)}>added {ago(webhook.created_at)}</span>
      </div>
      <Modal title="Deliveries" subtitle={<code className="soft small">{webhook.url}</code>} look="drawer" isOpen={open === 'deliveries'} onClose={close}>
        <Deliveries webhookId={webhook.webhook_id} />
      </Modal>
      <Confirm
        title="Delete this webhook?"
        action="Delete the webhook"
        isOpen={open === 'delete'}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => remove.mutate({ params: { path: { webhook_id: webhook.webhook_id } } }, { onSuccess: close })}
      >
        Nothing more is sent to {webhook.url}, and its deliveries are forgotten.
      </Confirm>
    </Line>
  );
}

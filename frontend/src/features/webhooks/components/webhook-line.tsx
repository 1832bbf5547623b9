import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/button';
import { Confirm } from '@/components/confirm';
import { Line } from '@/components/lines';
import { Modal } from '@/components/modal';
import { ago, date } from '@/lib/format';
import { t } from '@/lib/language';
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
            {t('Deliveries')}
          </Button>
          <IconButton label={t('Delete the webhook {0}', webhook.url)} onClick={() => setOpen('delete')}>
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
        {webhook.events.map(eventLabel).join(' · ')} · <span title={date(webhook.created_at)}>{t('added {0}', ago(webhook.created_at))}</span>
      </div>
      <Modal title={t('Deliveries')} subtitle={<code className="soft small">{webhook.url}</code>} look="drawer" isOpen={open === 'deliveries'} onClose={close}>
        <Deliveries webhookId={webhook.webhook_id} />
      </Modal>
      <Confirm
        title={t('Delete this webhook?')}
        action={t('Delete the webhook')}
        isOpen={open === 'delete'}
        isBusy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => remove.mutate({ params: { path: { webhook_id: webhook.webhook_id } } }, { onSuccess: close })}
      >
        {t('Nothing more is sent to {0}, and its deliveries are forgotten.', webhook.url)}
      </Confirm>
    </Line>
  );
}

import { Check, CircleX, LoaderCircle, RotateCw, Send } from 'lucide-react';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Line, Lines } from '@/components/lines';
import { Refusal } from '@/components/short-form';
import { Empty, Failure, Loading } from '@/components/states';
import { ago, date } from '@/lib/format';
import { mark, t } from '@/lib/language';
import { eventLabel, outcome, useDeliveries, useReplay, type Delivery } from '../api/webhooks';
import { phrase } from '@/components/phrase';

const LOOKS = {
  delivered: { tone: 'good', Icon: Check, label: mark('delivered') },
  failed: { tone: 'bad', Icon: CircleX, label: mark('failed') },
  pending: { tone: 'accent', Icon: LoaderCircle, label: mark('being tried') },
} as const;

/** What was sent of late, what each try came to, and sending it again. */
export function Deliveries({ webhookId }: { webhookId: string }) {
  const deliveries = useDeliveries(webhookId, true);
  if (deliveries.isPending) return <Loading label={t('Loading the deliveries')} lines={3} />;
  if (deliveries.isError) return <Failure error={deliveries.error} retry={() => void deliveries.refetch()} />;
  if (deliveries.data.deliveries.length === 0) {
    return (
      <Empty title={t('Nothing was sent yet')} icon={<Send size={28} aria-hidden />}>
        {t('Messages of the last 30 days stand here. Analyse a file to see the first one.')}
      </Empty>
    );
  }
  return (
    <Lines label={t('Deliveries')}>
      {deliveries.data.deliveries.map((delivery) => (
        <DeliveryLine key={delivery.delivery_id} webhookId={webhookId} delivery={delivery} />
      ))}
    </Lines>
  );
}

function DeliveryLine({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const replay = useReplay();
  const { tone, Icon, label } = LOOKS[delivery.status];
  return (
    <Line
      side={
        <>
          <Badge tone={tone}>
            <Icon size={12} aria-hidden />
            {t(label)}
          </Badge>
          <Button
            size="small"
            disabled={delivery.status === 'pending' || replay.isPending}
            onClick={() => replay.mutate({ params: { path: { webhook_id: webhookId, delivery_id: delivery.delivery_id } } })}
          >
            <RotateCw size={13} aria-hidden />
            {t('Send again')}
          </Button>
        </>
      }
    >
      <div>
        {eventLabel(delivery.type)} <span className="faint small" title={date(delivery.created_at)}>{ago(delivery.created_at)}</span>
      </div>
      <code className="faint small">{delivery.message_id}</code>
      <ol className="soft small">
        {delivery.attempts.map((attempt, index) => (
          <li key={attempt.at}>
            {phrase('Try {0}, {1}: {2}', index + 1, <span title={date(attempt.at)}>{ago(attempt.at)}</span>, outcome(attempt))}
          </li>
        ))}
      </ol>
      <Refusal error={replay.error} />
    </Line>
  );
}

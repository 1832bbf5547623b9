import { useQueryClient } from '@tanstack/react-query';
import { query, type Schemas } from '@/client/api';
import { mark, t } from '@/lib/language';

export type Webhook = Schemas['Webhook'];
export type Delivery = Schemas['WebhookDelivery'];
export type WebhookEvent = Webhook['events'][number];

export const EVENTS: readonly { value: WebhookEvent; label: string }[] = [
  { value: 'analysis.completed', label: mark('An analysis is complete') },
  { value: 'analysis.failed', label: mark('An analysis failed') },
  { value: 'dataset.cleaned', label: mark('A data set was cleaned') },
  { value: 'usage.budget_reached', label: mark('The budget is reached') },
];

export function eventLabel(event: WebhookEvent): string {
  return t(EVENTS.find((one) => one.value === event)?.label ?? event);
}

export function useWebhooks() {
  return query.useQuery('get', '/api/v1/webhooks');
}

function useRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/webhooks'] });
}

export function useCreateWebhook() {
  return query.useMutation('post', '/api/v1/webhooks', { onSuccess: useRefresh() });
}

export function useDeleteWebhook() {
  return query.useMutation('delete', '/api/v1/webhooks/{webhook_id}', { onSuccess: useRefresh() });
}

const WATCH_MILLISECONDS = 2_000;

/** While something is being tried, it asks again. */
export function useDeliveries(webhookId: string, isWatched: boolean) {
  return query.useQuery(
    'get',
    '/api/v1/webhooks/{webhook_id}/deliveries',
    { params: { path: { webhook_id: webhookId } } },
    {
      enabled: isWatched,
      refetchInterval: ({ state }) =>
        state.data?.deliveries.some((delivery) => delivery.status === 'pending') === true ? WATCH_MILLISECONDS : false,
    },
  );
}

export function useReplay() {
  const cache = useQueryClient();
  return query.useMutation('post', '/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', {
    onSuccess: () => cache.invalidateQueries({ queryKey: ['get', '/api/v1/webhooks/{webhook_id}/deliveries'] }),
  });
}

/** What a try came to, in a word or two. */
export function outcome(attempt: Delivery['attempts'][number]): string {
  const { status_code: status, error } = attempt;
  if (error === null || error === undefined) return t('taken with {0}', String(status));
  return status === null || status === undefined ? error : t('answered {0}: {1}', status, error);
}

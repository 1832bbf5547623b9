/** What the workspace decided about each repair, and their order; kept on the server, so that everybody sees it and scripts follow it. */
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query, type Schemas } from '@/client/api';
import { listOf } from '@/lib/lists';

export type Decision = Schemas['Decision'];
export type Decisions = ReadonlyMap<string, Decision>;

type Reply = Schemas['RecommendationList'];

export interface Choice {
  ids: readonly string[];
  /** Null takes a decision back. */
  decision: Decision | null;
}

const optionsOf = (analysisId: string) =>
  query.queryOptions('get', '/api/v1/recommendations/{analysis_id}', { params: { path: { analysis_id: analysisId } } });

export function useChoices(analysisId: string) {
  return query.useQuery('get', '/api/v1/recommendations/{analysis_id}', { params: { path: { analysis_id: analysisId } } }, { select: choicesOf });
}

const choicesOf = (reply: Reply) => ({ decisions: decisionsOf(reply), order: listOf(reply.order) });

export function decisionsOf({ recommendations }: Pick<Reply, 'recommendations'>): Decisions {
  return new Map(recommendations.flatMap(({ id, decision }) => (decision ? [[id, decision]] : [])));
}

/** The list as it will be once the choices are stored. */
export function decided(reply: Reply, choices: readonly Choice[]): Reply {
  const made = new Map(choices.flatMap(({ ids, decision }) => ids.map((id) => [id, decision])));
  const changed = reply.recommendations.map((one) => (made.has(one.id) ? { ...one, decision: made.get(one.id) ?? null } : one));
  return { ...reply, recommendations: changed };
}

async function send(analysisId: string, { ids, decision }: Choice): Promise<void> {
  const request = { params: { path: { analysis_id: analysisId } }, body: { recommendation_ids: [...ids] } };
  if (decision === 'accepted') await api.POST('/api/v1/recommendations/{analysis_id}/accept', request);
  else if (decision === 'dismissed') await api.POST('/api/v1/recommendations/{analysis_id}/dismiss', request);
  else await api.POST('/api/v1/recommendations/{analysis_id}/reset', request);
}

/** Shows a change at once and stores it; one after another, and the server's list is asked for after the last. */
function useStored<Change>(analysisId: string, store: (change: Change) => Promise<void>, shown: (reply: Reply, change: Change) => Reply) {
  const cache = useQueryClient();
  const { queryKey } = optionsOf(analysisId);
  const mutationKey = keyOf(analysisId);
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join(':') },
    mutationFn: store,
    onMutate: async (change) => {
      await cache.cancelQueries({ queryKey });
      cache.setQueryData<Reply>(queryKey, (reply) => (reply === undefined ? undefined : shown(reply, change)));
    },
    onSettled: async () => {
      if (cache.isMutating({ mutationKey }) === 1) await cache.invalidateQueries({ queryKey });
    },
  });
}

const keyOf = (analysisId: string) => ['decide', analysisId];

export const useIsStoring = (analysisId: string): boolean => useIsMutating({ mutationKey: keyOf(analysisId) }) > 0;

export function useDecide(analysisId: string) {
  const store = async (choices: readonly Choice[]): Promise<void> => {
    for (const choice of choices) if (choice.ids.length > 0) await send(analysisId, choice);
  };
  return useStored(analysisId, store, decided);
}

/** The order in which repairs are to run; empty is the service's own. */
export function usePutInOrder(analysisId: string) {
  const store = async (ids: readonly string[]): Promise<void> => {
    await api.PUT('/api/v1/recommendations/{analysis_id}/order', { params: { path: { analysis_id: analysisId } }, body: { recommendation_ids: [...ids] } });
  };
  return useStored(analysisId, store, (reply, order: readonly string[]) => ({ ...reply, order: [...order] }));
}

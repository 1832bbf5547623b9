/** What the workspace decided about each repair; kept on the server, so that everybody sees it and scripts follow it. */
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query, type Schemas } from '@/client/api';

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

export function useDecisions(analysisId: string) {
  return query.useQuery('get', '/api/v1/recommendations/{analysis_id}', { params: { path: { analysis_id: analysisId } } }, { select: decisionsOf });
}

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

/** Shows a choice at once and stores it; one after another, and the server's list is asked for after the last. */
export function useDecide(analysisId: string) {
  const cache = useQueryClient();
  const { queryKey } = optionsOf(analysisId);
  const mutationKey = ['decide', analysisId];
  const stored = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(':') },
    mutationFn: async (choices: readonly Choice[]) => {
      for (const choice of choices) if (choice.ids.length > 0) await send(analysisId, choice);
    },
    onMutate: async (choices) => {
      await cache.cancelQueries({ queryKey });
      cache.setQueryData<Reply>(queryKey, (reply) => (reply === undefined ? undefined : decided(reply, choices)));
    },
    onSettled: async () => {
      if (cache.isMutating({ mutationKey }) === 1) await cache.invalidateQueries({ queryKey });
    },
  });
  const isStoring = useIsMutating({ mutationKey }) > 0;
  return { decide: stored.mutate, error: stored.error, isStoring };
}

/** Issues that the workspace does not want to hear of: in every analysis, at once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, query, type Schemas } from '@/client/api';
import type { Issue } from '@/client/analysis';
import { words } from '@/lib/format';
import { t } from '@/lib/language';

export type Mute = Schemas['Mute'];
type Rule = Pick<Schemas['MuteRequest'], 'kind' | 'column'>;

export interface MuteOffer {
  rule: Rule;
  label: string;
}

/** From the narrowest to the widest. */
export function muteOffers({ kind, columns }: Pick<Issue, 'kind' | 'columns'>): MuteOffer[] {
  const name = words(kind);
  return [
    ...columns.map((column) => ({ rule: { kind, column }, label: t('{0} in “{1}”', name, column) })),
    { rule: { kind, column: null }, label: t('{0} in every column', name) },
    ...columns.map((column) => ({ rule: { kind: null, column }, label: t('Everything about “{0}”', column) })),
  ];
}

/** A rule as people say it. */
export function muteWords({ kind, column }: Rule): string {
  if (!kind) return t('Everything about “{0}”', column ?? '');
  return column === null || column === undefined ? t('{0} in every column', words(kind)) : t('{0} in “{1}”', words(kind), column);
}

export function useMutes() {
  return query.useQuery('get', '/api/v1/mutes', {});
}

/** Scores, words and scripts of every analysis change with a rule, so everything is asked for anew. */
export function useMute() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, column }: Rule) => {
      await api.POST('/api/v1/mutes', { body: { kind: kind ?? null, column: column ?? null, reason: '' } });
    },
    onSuccess: () => cache.invalidateQueries(),
  });
}

export function useUnmute() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (muteId: string) => {
      await api.DELETE('/api/v1/mutes/{mute_id}', { params: { path: { mute_id: muteId } } });
    },
    onSuccess: () => cache.invalidateQueries(),
  });
}

import { useQueryClient } from '@tanstack/react-query';
import { query } from '@/client/api';

const inWorkspace = (workspaceId: string) => ({ params: { path: { workspace_id: workspaceId } } });

export function useMembers(workspaceId: string) {
  return query.useQuery('get', '/api/v1/workspaces/{workspace_id}/members', inWorkspace(workspaceId));
}

/** Owners may see them. */
export function useInvitations(workspaceId: string, isOwner: boolean) {
  return query.useQuery('get', '/api/v1/workspaces/{workspace_id}/invitations', inWorkspace(workspaceId), { enabled: isOwner });
}

function useRefresh() {
  const cache = useQueryClient();
  return async () => {
    await Promise.all(
      ['members', 'invitations', 'audit-log'].map((what) =>
        cache.invalidateQueries({ queryKey: ['get', `/api/v1/workspaces/{workspace_id}/${what}`] }),
      ),
    );
    await cache.invalidateQueries({ queryKey: ['get', '/api/v1/auth/me'] });
  };
}

export function useInvite() {
  return query.useMutation('post', '/api/v1/workspaces/{workspace_id}/invitations', { onSuccess: useRefresh() });
}

export function useWithdraw() {
  return query.useMutation('delete', '/api/v1/workspaces/{workspace_id}/invitations/{invitation_id}', { onSuccess: useRefresh() });
}

export function useChangeRole() {
  return query.useMutation('patch', '/api/v1/workspaces/{workspace_id}/members/{user_id}', { onSuccess: useRefresh() });
}

export function useRemoveMember() {
  return query.useMutation('delete', '/api/v1/workspaces/{workspace_id}/members/{user_id}', { onSuccess: useRefresh() });
}

export function useCreateWorkspace() {
  return query.useMutation('post', '/api/v1/workspaces', { onSuccess: useRefresh() });
}

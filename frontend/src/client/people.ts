/** Who brought what: names of the people of the workspace, by their ids. */
import { query } from './api';
import { useMe } from './me';

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Empty while it is not known; people who left the workspace are not in it. */
export function useNames(): ReadonlyMap<string, string> {
  const workspaceId = useMe().data?.workspace_id;
  const members = query.useQuery(
    'get',
    '/api/v1/workspaces/{workspace_id}/members',
    { params: { path: { workspace_id: workspaceId ?? '' } } },
    { enabled: workspaceId !== undefined, staleTime: 60_000, select: ({ members: found }) => new Map(found.map((one) => [one.user_id, one.display_name === '' ? one.email : one.display_name])) },
  );
  return members.data ?? NOBODY;
}

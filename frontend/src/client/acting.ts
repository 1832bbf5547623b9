import { useQueryClient } from '@tanstack/react-query';
import { session } from './session';

/** Goes to another workspace of the caller's; null is the one of their own. What was read in the other is forgotten. */
export function useActIn() {
  const cache = useQueryClient();
  return (workspaceId: string | null): void => {
    session.actIn(workspaceId);
    cache.clear();
    // The whole page anew: uploads under way and pages of the other workspace have no place here.
    window.location.assign('/');
  };
}

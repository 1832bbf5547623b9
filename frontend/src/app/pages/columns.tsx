import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useProfile } from '@/client/analysis';
import { ColumnsPage } from '@/features/columns/components/columns-page';

export function ColumnsTab() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId/columns' });
  const { column } = useSearch({ from: '/analysis/$analysisId/columns' });
  const navigate = useNavigate({ from: '/analysis/$analysisId/columns' });
  const profile = useProfile(analysisId);
  const open = useCallback(
    (name: string | null) => void navigate({ search: name === null ? {} : { column: name }, replace: true, resetScroll: false }),
    [navigate],
  );
  if (profile.data === undefined) return null;
  return <ColumnsPage analysisId={analysisId} profile={profile.data} open={column ?? null} onOpen={open} />;
}

import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { BrowsePage } from '@/features/connections/components/browse-page';

export function BrowseConnection() {
  const { connectionId } = useParams({ from: '/connections/$connectionId' });
  const { path } = useSearch({ from: '/connections/$connectionId' });
  const navigate = useNavigate();
  const open = useCallback(
    (analysisId: string) => void navigate({ to: '/analysis/$analysisId', params: { analysisId } }),
    [navigate],
  );
  return <BrowsePage connectionId={connectionId} path={path ?? ''} onImported={open} />;
}

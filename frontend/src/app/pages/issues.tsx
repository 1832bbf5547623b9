import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useProfile } from '@/client/analysis';
import { IssuesPage } from '@/features/repairs/components/issues-page';

export function IssuesTab() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId/issues' });
  const { issue } = useSearch({ from: '/analysis/$analysisId/issues' });
  const navigate = useNavigate({ from: '/analysis/$analysisId/issues' });
  const profile = useProfile(analysisId);
  const select = useCallback(
    (id: string | null) => void navigate({ search: id === null ? {} : { issue: id }, replace: true, resetScroll: false }),
    [navigate],
  );
  if (profile.data === undefined) return null;
  return <IssuesPage analysisId={analysisId} profile={profile.data} selected={issue ?? null} onSelect={select} />;
}

/** The tabs of a finished analysis. Each takes the document from the cache that the frame has filled. */
import { useParams } from '@tanstack/react-router';
import { useAnalysis, useProfile } from '@/client/analysis';
import { Overview } from '@/features/overview/components/overview';

export function OverviewTab() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId' });
  const profile = useProfile(analysisId);
  const writtenAt = useAnalysis(analysisId).data?.completed_at ?? null;
  return profile.data === undefined ? null : <Overview analysisId={analysisId} profile={profile.data} writtenAt={writtenAt} />;
}

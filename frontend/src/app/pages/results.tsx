/** The tabs of a finished analysis. Each takes the document from the cache that the frame has filled. */
import { useParams } from '@tanstack/react-router';
import { useAnalysis, useProfile } from '@/client/analysis';
import { Overview } from '@/features/overview/components/overview';

export function OverviewTab() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId' });
  const profile = useProfile(analysisId);
  const analysis = useAnalysis(analysisId);
  if (profile.data === undefined || analysis.data === undefined) return null;
  return <Overview analysis={analysis.data} profile={profile.data} />;
}

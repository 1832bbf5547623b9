import { useParams } from '@tanstack/react-router';
import { useProfile } from '@/client/analysis';
import { ExportsPage } from '@/features/exports/components/exports-page';

export function ExportsTab() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId/exports' });
  const profile = useProfile(analysisId);
  return profile.data === undefined ? null : <ExportsPage analysisId={analysisId} profile={profile.data} />;
}

import { useParams } from '@tanstack/react-router';
import { useProfile } from '@/client/analysis';
import { RelationsPage } from '@/features/relations/components/relations-page';

export function RelationsTab() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId/relations' });
  const profile = useProfile(analysisId);
  return profile.data === undefined ? null : <RelationsPage analysisId={analysisId} profile={profile.data} />;
}

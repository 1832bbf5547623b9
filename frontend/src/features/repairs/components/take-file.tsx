import { useAnalysis, type ProfileDocument } from '@/client/analysis';
import { keptFile } from '@/lib/local-files';
import { obstacle } from '../api/local-sql';
import type { Steps } from '../api/order';
import { LocalCleanCard } from './local-clean-card';
import { ServerCleanCard } from './server-clean-card';

interface TakeFileProps {
  analysisId: string;
  profile: ProfileDocument;
  steps: Steps;
}

/** The ways to a cleaned file. One that is still at hand is repaired in the page; else the server has it already. */
export function TakeFile({ analysisId, profile, steps }: TakeFileProps) {
  const datasetId = useAnalysis(analysisId).data?.dataset_id;
  if (datasetId === undefined) return null;
  const isAtHand = keptFile(datasetId) !== undefined && obstacle(profile) === null;
  const local = <LocalCleanCard analysisId={analysisId} datasetId={datasetId} profile={profile} steps={steps} isFirst={isAtHand} />;
  return (
    <>
      {isAtHand && local}
      <ServerCleanCard analysisId={analysisId} datasetId={datasetId} steps={steps} isFirst={!isAtHand} />
      {!isAtHand && local}
    </>
  );
}

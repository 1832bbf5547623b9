import { useAnalysis, type ProfileDocument } from '@/client/analysis';
import { keptFile } from '@/lib/local-files';
import { obstacle } from '../api/local-sql';
import { CodeTabs } from './code-tabs';
import { LocalCleanCard } from './local-clean-card';
import { ServerCleanCard } from './server-clean-card';

interface TakeHomeProps {
  analysisId: string;
  profile: ProfileDocument;
  ids: readonly string[];
}

/** The ways to a cleaned file. One that is still at hand is repaired in the page; else the server has it already. */
export function TakeHome({ analysisId, profile, ids }: TakeHomeProps) {
  const datasetId = useAnalysis(analysisId).data?.dataset_id;
  if (datasetId === undefined) return null;
  const isAtHand = keptFile(datasetId) !== undefined && obstacle(profile) === null;
  const local = <LocalCleanCard analysisId={analysisId} datasetId={datasetId} profile={profile} ids={ids} isFirst={isAtHand} />;
  return (
    <>
      {isAtHand && local}
      <ServerCleanCard analysisId={analysisId} datasetId={datasetId} ids={ids} isFirst={!isAtHand} />
      {!isAtHand && local}
      <h3>Or take the script</h3>
      <CodeTabs analysisId={analysisId} ids={ids} />
    </>
  );
}

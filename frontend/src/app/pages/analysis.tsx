import { FileUp, GitCompareArrows } from 'lucide-react';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { hasEnded, useAnalysis, useDataset, useProfile, type Analysis } from '@/client/analysis';
import { useDatasetHistory, versionBefore } from '@/client/history';
import { Button, buttonClass } from '@/components/button';
import { FileButton } from '@/components/file-button';
import { Failure, Loading } from '@/components/states';
import { useTitle } from '@/components/page';
import { ScoreRing } from '@/components/score-ring';
import { RunPage } from '@/features/run/components/run-page';
import { bytes, columns, count, rows } from '@/lib/format';
import { t } from '@/lib/language';
import { GoalLabel } from '../shell/goal-label';
import { takeVersion } from '../shell/take-files';
import css from './analysis.module.css';

const loadGoals = () => import('../shell/goal-menu');
/** Menus are a third of the code of a first results page, and nobody changes the goal before reading: it comes when it is wanted. */
const GoalMenu = lazy(() => loadGoals().then((module) => ({ default: module.GoalMenu })));

/** The frame of all pages about one analysis: live while it runs, with tabs when it is done. */
export function AnalysisPage() {
  const { analysisId } = useParams({ from: '/analysis/$analysisId' });
  const analysis = useAnalysis(analysisId);
  const dataset = useDataset(analysis.data?.dataset_id);
  const name = dataset.data?.name ?? '';
  useTitle(name === '' ? t('Analysis') : name);
  return (
    <div className={css.page}>
      {analysis.data === undefined && <h1 className={css.runTitle}>{t('Analysis')}</h1>}
      {analysis.isPending && <Loading label={t('Loading the analysis')} />}
      {analysis.isError && <Failure error={analysis.error} retry={() => void analysis.refetch()} />}
      {analysis.data?.status === 'completed' && <Completed analysis={analysis.data} name={name} />}
      {analysis.data !== undefined && analysis.data.status !== 'completed' && (
        <>
          <h1 className={css.runTitle}>{name === '' ? t('Analysis') : name}</h1>
          <RunPage analysis={analysis.data} sizeBytes={dataset.data?.size_bytes ?? null} isOver={hasEnded(analysis.data)} />
        </>
      )}
    </div>
  );
}

function Completed({ analysis, name }: { analysis: Analysis; name: string }) {
  const profile = useProfile(analysis.analysis_id);
  if (profile.data === undefined) {
    return (
      <>
        <h1 className={css.runTitle}>{name === '' ? t('Analysis') : name}</h1>
        {profile.isError ? <Failure error={profile.error} retry={() => void profile.refetch()} /> : <Loading label={t('Loading the profile')} />}
      </>
    );
  }
  const { dataset, quality, issues } = profile.data;
  return (
    <>
      <header className={css.head}>
        <ScoreRing score={quality.score} size={44} />
        <div className="grow">
          <h1 className="ellipsis" title={name}>
            {name === '' ? dataset.name : name}
          </h1>
          <p className="soft small num">
            {[rows(dataset.row_count), columns(dataset.column_count), bytes(dataset.size_bytes), dataset.format.toUpperCase(), dataset.sheet ?? dataset.encoding].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Versions analysis={analysis} />
        <Goals analysis={analysis} />
      </header>
      <Tabs analysisId={analysis.analysis_id} issueCount={issues.length} columnCount={dataset.column_count} />
      <Outlet />
    </>
  );
}

function Goals({ analysis }: { analysis: Analysis }) {
  const [isWanted, setWanted] = useState(false);
  const load = (): void => void loadGoals().catch(() => undefined);
  const closed = (
    <Button aria-haspopup="menu" disabled={isWanted} onClick={() => setWanted(true)} onPointerEnter={load} onFocus={load}>
      <GoalLabel goal={analysis.goal} />
    </Button>
  );
  if (!isWanted) return closed;
  return (
    <Suspense fallback={closed}>
      <GoalMenu analysis={analysis} />
    </Suspense>
  );
}

/** To the version before, where there is one, and to the next. */
function Versions({ analysis }: { analysis: Analysis }) {
  const history = useDatasetHistory(analysis.dataset_id);
  const before = versionBefore(history.data ?? [], analysis.analysis_id);
  return (
    <span className="row">
      {before !== null && (
        <Link className={buttonClass()} to="/compare" search={{ before, after: analysis.analysis_id }}>
          <GitCompareArrows size={14} aria-hidden />
          <span className={css.wideOnly}>{t('Compare with the version before')}</span>
          <span className={css.narrowOnly}>{t('Compare')}</span>
        </Link>
      )}
      <FileButton look="plain" label={t('New version')} icon={<FileUp size={14} aria-hidden />} onFile={(file) => takeVersion(analysis.dataset_id, file)} />
    </span>
  );
}

function Tabs({ analysisId, issueCount, columnCount }: { analysisId: string; issueCount: number; columnCount: number }) {
  const params = { analysisId };
  const bar = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  // On a phone the bar is wider than the screen.
  useEffect(() => {
    const active = bar.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (active && bar.current) bar.current.scrollLeft = active.offsetLeft - bar.current.clientWidth / 3;
  }, [path]);
  const look = { className: css.tab ?? '', activeProps: { className: css.tabActive ?? '' } };
  return (
    <nav ref={bar} className={css.tabs} aria-label={t('About this data set')}>
      <Link to="/analysis/$analysisId" params={params} activeOptions={{ exact: true, includeSearch: false }} {...look}>
        {t('Overview')}
      </Link>
      <Link to="/analysis/$analysisId/issues" params={params} activeOptions={{ includeSearch: false }} {...look}>
        {t('Issues & repairs')} <span className={css.count}>{count(issueCount)}</span>
      </Link>
      <Link to="/analysis/$analysisId/columns" params={params} activeOptions={{ includeSearch: false }} {...look}>
        {t('Columns')} <span className={css.count}>{count(columnCount)}</span>
      </Link>
      <Link to="/analysis/$analysisId/relations" params={params} {...look}>
        {t('Relations')}
      </Link>
      <Link to="/analysis/$analysisId/exports" params={params} {...look}>
        {t('Export')}
      </Link>
    </nav>
  );
}

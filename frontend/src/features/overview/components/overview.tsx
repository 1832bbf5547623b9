import type { Analysis, ProfileDocument } from '@/client/analysis';
import { Card } from '@/components/card';
import { ScoreRing, grade } from '@/components/score-ring';
import { score, words } from '@/lib/format';
import { mark, t } from '@/lib/language';
import { Findings } from './findings';
import { ReadingNotes } from './reading-notes';
import { Story } from './story';
import { Waterfall } from './waterfall';
import css from './overview.module.css';

const VERDICTS = { good: mark('In good shape'), fair: mark('Usable with care'), poor: mark('Needs work first') } as const;

interface OverviewProps {
  analysis: Analysis;
  profile: ProfileDocument;
}

/** What is wrong, in ten seconds: the score and where its points went, the words, the findings that matter. */
export function Overview({ analysis, profile }: OverviewProps) {
  const { quality } = profile;
  const analysisId = analysis.analysis_id;
  return (
    <div className={css.grid}>
      <Card className={css.story}>
        <div className={css.top}>
          <figure className={css.score}>
            <ScoreRing score={quality.score} size={120} />
            <figcaption className={css.verdict}>{profile.dataset.row_count === 0 ? t('Nothing to measure') : t(VERDICTS[grade(quality.score)])}</figcaption>
          </figure>
          <Story analysisId={analysisId} profile={profile} writtenAt={analysis.completed_at} />
        </div>
      </Card>
      <Card title={t('What matters most')} className={css.findings}>
        <Findings analysisId={analysisId} profile={profile} />
      </Card>
      <div className={css.side}>
        <Card title={t('Where the points went')}>
          <Waterfall analysisId={analysisId} quality={quality} issues={profile.issues} />
        </Card>
        <Card title={t('By dimension')}>
          <dl className={css.dimensions}>
            {Object.entries(quality.dimensions).map(([name, value]) => (
              <div key={name} className={css.dimension}>
                <dt className="soft">{words(name)}</dt>
                <dd className={css.dimensionBar} aria-hidden>
                  <span style={{ width: `${String(value)}%` }} data-grade={grade(value)} />
                </dd>
                <dd className="num">{score(value)}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <ReadingNotes analysis={analysis} dataset={profile.dataset} />
      </div>
    </div>
  );
}

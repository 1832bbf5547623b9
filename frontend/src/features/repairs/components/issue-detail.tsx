import { Link } from '@tanstack/react-router';
import { BellOff, Eye, EyeOff } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ProfileDocument, Recommendation } from '@/client/analysis';
import { Badge, SeverityBadge } from '@/components/badge';
import { Button } from '@/components/button';
import { CellText } from '@/components/cell-text';
import { count, localised, rows, score, share, words } from '@/lib/format';
import { plural, t } from '@/lib/language';
import type { IssueEntry } from '../api/issue-list';
import type { Choice } from '../api/decisions';
import { firstOffers, takeAll, type Plan } from '../api/plan';
import { RepairCard } from './repair-card';
import css from './repairs.module.css';

const MuteMenu = lazy(() => import('./mute-menu').then((module) => ({ default: module.MuteMenu })));

interface DetailProps {
  analysisId: string;
  entry: IssueEntry;
  /** The same issue in other columns, with this one. */
  alike: readonly IssueEntry[];
  profile: ProfileDocument;
  plan: Plan;
  onToggle: (repair: Recommendation) => void;
  onDecide: (choices: readonly Choice[]) => void;
  onDismiss: () => void;
}

/** A chance in words: a low one says that the notation is the trouble, not that the issue is harmless. */
function likelihood(confidence: number): string {
  if (confidence >= 0.5) return t('Probably ({0})', share(confidence));
  if (confidence >= 0.2) return t('Possibly ({0})', share(confidence));
  return t('Hardly: how they are written is the trouble');
}

export function IssueDetail({ analysisId, entry, alike, profile, plan, onToggle, onDecide, onDismiss }: DetailProps) {
  const { issue, repairs, isDismissed } = entry;
  const points = profile.quality.deductions.find((one) => one.issue_id === issue.id)?.points;
  const total = profile.dataset.row_count;
  return (
    <article className={css.issue} aria-label={words(issue.kind)}>
      <header className={css.issueHead}>
        <div className="stack-small grow">
          <h2 className={css.issueTitle}>{words(issue.kind)}</h2>
          <div className="row-wrap">
            <SeverityBadge severity={issue.severity} />
            <Badge>{words(issue.dimension)}</Badge>
            {issue.columns.map((name) => (
              <Link key={name} to="/analysis/$analysisId/columns" params={{ analysisId }} search={{ column: name }} className={css.columnLink}>
                {name}
              </Link>
            ))}
          </div>
        </div>
        <div className="row-wrap">
          {repairs.length > 0 && (
            <Button size="small" look="quiet" onClick={onDismiss} title={isDismissed ? undefined : t('Leave its repairs out of the plan')}>
              {isDismissed ? <Eye size={14} aria-hidden /> : <EyeOff size={14} aria-hidden />}
              {isDismissed ? t('Bring back') : t('Dismiss')}
            </Button>
          )}
          <Suspense fallback={<MuteLater />}>
            <MuteMenu issue={issue} />
          </Suspense>
        </div>
      </header>
      {alike.length > 1 && <Alike entries={alike} plan={plan} onDecide={onDecide} />}
      <p>{localised(issue.message)}</p>
      <dl className={css.figures}>
        <div>
          <dt>{t('Affected')}</dt>
          <dd className="num">
            {rows(issue.affected_row_count)} {total > 0 && <span className="soft">({share(Math.min(1, issue.affected_row_count / total))})</span>}
          </dd>
        </div>
        {points !== undefined && (
          <div>
            <dt>{t('Costs')}</dt>
            <dd className="num">{plural(points, '{0} point', '{0} points', score(points))}</dd>
          </div>
        )}
        {issue.confidence > 0 && issue.dimension !== 'completeness' && (
          <div>
            <dt>{t('Are these values wrong?')}</dt>
            <dd>{likelihood(issue.confidence)}</dd>
          </div>
        )}
      </dl>
      {issue.examples.length > 0 && (
        <section className="stack-small">
          <h3>{t('Cells')}</h3>
          <p className={css.cells}>
            {issue.examples.map((example) => (
              <code key={example} className={css.before}>
                <CellText value={example} />
              </code>
            ))}
          </p>
        </section>
      )}
      {repairs.length === 0 ? (
        <section className="stack-small">
          <h3>{t('No automatic repair')}</h3>
          <p className="soft">
            {t('What the right values are cannot be told from the table itself. Decide at the source, or mute the issue when it is meant to be so.')}
          </p>
        </section>
      ) : (
        <section className="stack">
          <h3>{repairs.length === 1 ? t('The repair') : t('Repairs to choose from')}</h3>
          {repairs.map((repair) => (
            <RepairCard
              key={repair.id}
              analysisId={analysisId}
              repair={repair}
              isAccepted={plan.accepted.includes(repair.id)}
              onToggle={() => onToggle(repair)}
            />
          ))}
        </section>
      )}
    </article>
  );
}

/** One decision for all columns that have the same issue. */
function Alike({ entries, plan, onDecide }: { entries: readonly IssueEntry[]; plan: Plan; onDecide: DetailProps['onDecide'] }) {
  const repairs = firstOffers(entries);
  const isTaken = repairs.every((repair) => plan.accepted.includes(repair.id));
  return (
    <div className={css.alike}>
      <span>{plural(entries.length, '{0} column has this issue.', '{0} columns have this issue.', count(entries.length))}</span>
      {repairs.length > 0 && (
        <Button size="small" aria-pressed={isTaken} onClick={() => onDecide(takeAll(repairs, !isTaken))}>
          {isTaken
            ? plural(repairs.length, 'In the plan for {0} column', 'In the plan for all {0} columns', count(repairs.length))
            : plural(repairs.length, 'Accept for {0} column', 'Accept for all {0} columns', count(repairs.length))}
        </Button>
      )}
    </div>
  );
}

/** Keeps the menu's place until its code is here. */
function MuteLater() {
  return (
    <Button look="quiet" size="small" disabled>
      <BellOff size={14} aria-hidden /> {t('Mute')}
    </Button>
  );
}

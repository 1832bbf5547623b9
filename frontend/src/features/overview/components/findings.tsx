import { Link } from '@tanstack/react-router';
import { CircleCheck, Wrench } from 'lucide-react';
import type { ProfileDocument } from '@/client/analysis';
import { SeverityBadge } from '@/components/badge';
import { buttonClass } from '@/components/button';
import { CellText } from '@/components/cell-text';
import { SentenceText } from '@/components/sentence';
import { Empty } from '@/components/states';
import { VerificationBadge } from '@/components/verification-badge';
import { columns, localised, rows } from '@/lib/format';
import { plural, t } from '@/lib/language';
import { topFindings, type Finding } from '../api/top-findings';
import css from './overview.module.css';
import { phrase } from '@/components/phrase';

const SHOWN = 5;

/** The findings that matter most for the goal, each with evidence and one verified repair. */
export function Findings({ analysisId, profile }: { analysisId: string; profile: ProfileDocument }) {
  const findings = topFindings(profile, SHOWN);
  if (profile.dataset.row_count === 0) return <Empty title={t('There are no rows')}>{t('Upload the table with its data, as a new version.')}</Empty>;
  if (findings.length === 0) {
    return (
      <Empty title={t('Nothing is wrong')} icon={<CircleCheck size={28} aria-hidden />}>
        {t('No check found anything in this table.')}
      </Empty>
    );
  }
  return (
    <>
      <ol>
        {findings.map((finding, index) => (
          <FindingRow key={finding.issue.id} finding={finding} rank={index + 1} analysisId={analysisId} profile={profile} />
        ))}
      </ol>
      <div className="row-wrap">
        <Link to="/analysis/$analysisId/issues" params={{ analysisId }} className={buttonClass('primary')}>
          {plural(profile.issues.length, 'Review the issue and take the fix', 'Review all {0} issues and take the fixes', profile.issues.length)}
        </Link>
      </div>
    </>
  );
}

interface RowProps {
  finding: Finding;
  rank: number;
  analysisId: string;
  profile: ProfileDocument;
}

function FindingRow({ finding, rank, analysisId, profile }: RowProps) {
  const { issue, sentence, repair, columnCount } = finding;
  const search = { issue: issue.id };
  return (
    <li className={css.finding}>
      <span className={css.rank} aria-hidden>
        {rank}
      </span>
      <div className="stack-small grow">
        <p className={css.findingText}>
          {sentence === null || profile.insight === null || profile.insight === undefined ? (
            localised(issue.message)
          ) : (
            <SentenceText sentence={sentence} facts={profile.insight.facts} analysisId={analysisId} columns={profile.columns} />
          )}
        </p>
        <div className="row-wrap">
          <SeverityBadge severity={issue.severity} />
          <span className="soft small num">{columnCount > 1 ? columns(columnCount) : rows(issue.affected_row_count)}</span>
          {issue.examples.slice(0, 3).map((example) => (
            <code key={example} className={css.cell}>
              <CellText value={example} />
            </code>
          ))}
        </div>
        {repair === null ? (
          <p className={css.fix}>
            {phrase(
              'No automatic repair: somebody must decide. {0}',
              <Link to="/analysis/$analysisId/issues" params={{ analysisId }} search={search}>
                {t('Why')}
              </Link>,
            )}
          </p>
        ) : (
          <p className={css.fix}>
            <Link to="/analysis/$analysisId/issues" params={{ analysisId }} search={search}>
              <Wrench size={14} aria-hidden /> {repair.title}
            </Link>
            <VerificationBadge verification={repair.verification} />
          </p>
        )}
      </div>
    </li>
  );
}

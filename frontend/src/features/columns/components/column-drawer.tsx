import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { Badge, SeverityBadge } from '@/components/badge';
import { CellText } from '@/components/cell-text';
import { HistogramChart } from '@/components/histogram-chart';
import { Modal } from '@/components/modal';
import { count, rows as rowsText, share, words } from '@/lib/format';
import { plural, t } from '@/lib/language';
import type { ColumnRow } from '../api/column-rows';
import { factsOf } from '../api/column-facts';
import { wrongValues } from '../api/wrong-values';
import { BoxPlot } from './box-plot';
import { DateSection } from './date-section';
import { DoubtfulSection } from './doubtful-section';
import { OutlierSection } from './outlier-section';
import { PatternSection } from './pattern-section';
import { TypeIcon } from './type-icon';
import { ValueBars } from './value-bars';
import css from './columns.module.css';

interface DrawerProps {
  analysisId: string;
  row: ColumnRow | undefined;
  rowCount: number;
  onClose: () => void;
}

export function ColumnDrawer({ analysisId, row, rowCount, onClose }: DrawerProps) {
  return (
    <Modal
      look="drawer"
      isOpen={row !== undefined}
      onClose={onClose}
      title={row?.column.name ?? ''}
      subtitle={row === undefined ? null : <Subtitle row={row} />}
    >
      {row !== undefined && <Details analysisId={analysisId} row={row} rowCount={rowCount} />}
    </Modal>
  );
}

function Subtitle({ row: { column } }: { row: ColumnRow }) {
  return (
    <p className="row-wrap soft small">
      <span className="row">
        <TypeIcon type={column.data_type} /> {t(column.data_type)}
      </span>
      {column.semantic_type && column.semantic_type !== column.data_type && <Badge tone="accent">{words(column.semantic_type)}</Badge>}
      {column.role !== column.data_type && <Badge title={t('What the column is good for')}>{t(column.role)}</Badge>}
      {column.is_pii && (
        <Badge tone="medium">
          <Lock size={12} aria-hidden /> {t('personal data, values not shown')}
        </Badge>
      )}
    </p>
  );
}

function Details({ analysisId, row, rowCount }: { analysisId: string; row: ColumnRow; rowCount: number }) {
  const { column, issues } = row;
  const isWrong = wrongValues(issues, column.name, rowCount);
  return (
    <>
      {issues.length > 0 && (
        <section className={css.section} aria-label={t('Issues')}>
          {issues.map((issue) => (
            <div key={issue.id} className={css.issue}>
              <span className="row-wrap">
                <SeverityBadge severity={issue.severity} />
                <Link to="/analysis/$analysisId/issues" params={{ analysisId }} search={{ issue: issue.id }}>
                  {words(issue.kind)}
                </Link>
                <span className="faint small num">{rowsText(issue.affected_row_count)}</span>
              </span>
              <span className="row-wrap">
                {issue.examples.slice(0, 5).map((example) => (
                  <code key={example} className={css.wrong}>
                    <CellText value={example} />
                  </code>
                ))}
              </span>
            </div>
          ))}
        </section>
      )}
      <section className={css.section}>
        <h3>{t('Facts')}</h3>
        <dl className={css.facts}>
          {factsOf(column, rowCount).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      {column.histogram && column.histogram.counts.length > 1 && (
        <section className={css.section}>
          <h3>{t('Distribution')}</h3>
          <BoxPlot column={column} />
          <HistogramChart all={column.histogram} usual={column.usual_histogram ?? null} isTime={column.role === 'datetime'} label={t('Histogram of {0}', column.name)} />
        </section>
      )}
      <OutlierSection column={column} />
      <DoubtfulSection column={column} />
      <DateSection column={column} />
      <ValueBars title={t('Most frequent values')} values={column.top_values} rowCount={rowCount} isWrong={isWrong} />
      <PatternSection column={column} isWrong={isWrong} />
      <ValueBars
        title={t('Notations')}
        values={column.notations.map((one) => ({ value: one.notation, count: one.count, hint: one.examples.join(', ') }))}
        rowCount={rowCount}
      />
      <ValueBars title={t('Of another type')} values={column.type_offenders} rowCount={rowCount} isWrong={() => true} />
      <ValueBars
        title={t('Words for “no value”')}
        values={Object.entries(column.null_spellings ?? {}).map(([value, times]) => ({ value, count: times }))}
        rowCount={rowCount}
        isWrong={() => true}
      />
      {column.null_count > 0 && (
        <p className="faint small num">
          {plural(column.null_count, '{0} cell ({1}) has no value.', '{0} cells ({1}) have no value.', count(column.null_count), share(column.null_count / rowCount))}
        </p>
      )}
    </>
  );
}

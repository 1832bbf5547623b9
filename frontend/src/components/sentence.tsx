import { Popover } from '@base-ui/react/popover';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ColumnProfile, Fact, Sentence } from '@/client/analysis';
import { localised, measure, words } from '@/lib/format';
import { pieces, sourceOf, together } from '@/lib/facts';
import { t } from '@/lib/language';
import css from './sentence.module.css';
import modal from './modal.module.css';

const SHORT = 24;

interface SentenceProps {
  sentence: Sentence;
  facts: readonly Fact[];
  columns: readonly ColumnProfile[];
  analysisId: string;
}

/** A sentence whose every number and name is a chip that opens the fact it came from. */
export function SentenceText({ sentence, facts, columns, analysisId }: SentenceProps) {
  return together(pieces(sentence)).map((group, index) => {
    const shown = group.map((piece, place) => {
      const fact = piece.factId === null ? undefined : facts.find((one) => one.id === piece.factId);
      if (fact === undefined) return <Fragment key={place}>{piece.text}</Fragment>;
      const written = typeof fact.value === 'number' ? localised(piece.text) : piece.text;
      return <FactChip key={place} text={written} fact={fact} columns={columns} analysisId={analysisId} />;
    });
    // A long name must be free to break, or it is wider than a phone.
    const isShort = group.reduce((sum, piece) => sum + piece.text.length, 0) <= SHORT;
    return group.length === 1 || !isShort ? shown : <span key={index} className={css.together}>{shown}</span>;
  });
}

interface ChipProps {
  text: string;
  fact: Fact;
  columns: readonly ColumnProfile[];
  analysisId: string;
}

function FactChip({ text, fact, columns, analysisId }: ChipProps) {
  const source = sourceOf(fact, columns);
  return (
    <Popover.Root>
      <Popover.Trigger className={css.chip}>{text}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className={css.positioner}>
          <Popover.Popup className={modal.popup}>
            <Popover.Title className={css.title}>{words(fact.metric)}</Popover.Title>
            <p className={css.value}>
              {measure(fact.value)} <span className="soft">{fact.unit === 'percent' ? '%' : fact.unit}</span>
            </p>
            <p className="soft small">
              {source.label}. {fact.is_exact ? t('Counted exactly.') : t('Estimated from a sketch; the profile says how closely.')}
            </p>
            {source.kind === 'issue' && (
              <Link to="/analysis/$analysisId/issues" params={{ analysisId }} search={{ issue: source.id }}>
                {t('Open the issue')}
              </Link>
            )}
            {source.kind === 'column' && (
              <Link to="/analysis/$analysisId/columns" params={{ analysisId }} search={{ column: source.id }}>
                {t('Open the column')}
              </Link>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

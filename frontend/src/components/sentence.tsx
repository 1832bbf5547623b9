import { Fragment, lazy, Suspense, useState } from 'react';
import type { ColumnProfile, Fact, Sentence } from '@/client/analysis';
import { localised } from '@/lib/format';
import { pieces, together } from '@/lib/facts';
import type { FactProps } from './fact-popover';
import css from './sentence.module.css';

const SHORT = 24;

/** Dozens of chips stand on a page, and few are opened: what they open comes with the first that somebody points at. */
const load = () => import('./fact-popover');
const FactPopover = lazy(() => load().then((module) => ({ default: module.FactPopover })));

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

function FactChip(props: FactProps) {
  const [isWanted, setWanted] = useState(false);
  const soon = (): void => void load();
  const chip = (
    <button type="button" className={css.chip} aria-haspopup="dialog" aria-expanded={false} onPointerEnter={soon} onFocus={soon} onClick={() => setWanted(true)}>
      {props.text}
    </button>
  );
  if (!isWanted) return chip;
  return (
    <Suspense fallback={chip}>
      <FactPopover {...props} />
    </Suspense>
  );
}

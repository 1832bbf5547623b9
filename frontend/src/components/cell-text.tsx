import css from './cell-text.module.css';

/** A cell's text with the blanks that nobody sees, those at its ends and the doubled ones, drawn as dots; copied they are blanks. */
export function CellText({ value }: { value: string }) {
  const parts = value.split(/(^\s+|\s+$|\s{2,})/u);
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className={css.blanks}>
        {part}
      </span>
    ),
  );
}

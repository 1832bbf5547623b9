import type { ReactNode } from 'react';
import css from './lines.module.css';

/** A list of things with what can be done to each at its right. */
export function Lines({ label, children }: { label: string; children: ReactNode }) {
  return <ul aria-label={label}>{children}</ul>;
}

export function Line({ side, children }: { side?: ReactNode; children: ReactNode }) {
  return (
    <li className={css.line}>
      <div className={css.what}>{children}</div>
      {side !== undefined && <div className={css.side}>{side}</div>}
    </li>
  );
}

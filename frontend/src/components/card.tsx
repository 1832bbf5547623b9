import { useId, type ReactNode } from 'react';
import css from './controls.module.css';

interface CardProps {
  title?: ReactNode;
  /** Stands at the right of the title. */
  side?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

export function Card({ title, side, className, children }: CardProps) {
  const id = useId();
  return (
    <section className={`${css['card'] ?? ''} ${className ?? ''}`} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <header className={css['cardHead']}>
          <h2 id={id}>{title}</h2>
          {side}
        </header>
      )}
      <div className={css['cardBody']}>{children}</div>
    </section>
  );
}

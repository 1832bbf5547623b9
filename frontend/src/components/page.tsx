import { useEffect, type ReactNode } from 'react';
import css from './page.module.css';

interface PageProps {
  title: string;
  lead?: string;
  side?: ReactNode;
  children: ReactNode;
}

export function Page({ title, lead, side, children }: PageProps) {
  useTitle(title);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className="grow">
          <h1>{title}</h1>
          {lead !== undefined && <p className="soft">{lead}</p>}
        </div>
        {side}
      </header>
      {children}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · DataInsight Pro`;
  }, [title]);
}

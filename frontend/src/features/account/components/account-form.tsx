import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { useTitle } from '@/components/page';
import css from './account.module.css';

interface AccountFormProps {
  title: string;
  lead?: string;
  action: string;
  isBusy: boolean;
  error: Error | null;
  onSubmit: (fields: Readonly<Record<string, string>>) => void;
  children: ReactNode;
  /** Stands under the form. */
  foot?: ReactNode;
}

/** A form about an account: its fields, one button, what went wrong. */
export function AccountForm({ title, lead, action, isBusy, error, onSubmit, children, foot }: AccountFormProps) {
  useTitle(title);
  return (
    <div className={css.place}>
      <Card>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, typeof value === 'string' ? value : '']);
            onSubmit(Object.fromEntries(fields) as Record<string, string>);
          }}
        >
          <div>
            <h1>{title}</h1>
            {lead !== undefined && <p className="soft">{lead}</p>}
          </div>
          {children}
          {error !== null && (
            <p role="alert" className={css.error}>
              {error.message}
            </p>
          )}
          <Button look="primary" type="submit" disabled={isBusy}>
            {action}
          </Button>
          {foot !== undefined && <div className={css.foot}>{foot}</div>}
        </form>
      </Card>
    </div>
  );
}

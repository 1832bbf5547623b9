import { useId } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { fieldText } from '@/components/short-form';
import { t } from '@/lib/language';
import css from './connections.module.css';

/** One SELECT instead of a whole table. */
export function QueryCard({ isBusy, onQuery }: { isBusy: boolean; onQuery: (query: string) => void }) {
  const id = useId();
  return (
    <Card title={t('Import a query')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onQuery(fieldText(new FormData(event.currentTarget), 'query'));
        }}
      >
        <label htmlFor={id} className="soft small">
          {t('One SELECT, run in a transaction that only reads')}
        </label>
        <textarea id={id} name="query" required rows={3} spellCheck={false} className={css.query} placeholder={t("SELECT * FROM orders WHERE day >= '2026-01-01'")} />
        <div>
          <Button type="submit" disabled={isBusy}>
            {t('Import the query')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

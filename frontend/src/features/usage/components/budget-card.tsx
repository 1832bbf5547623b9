import { useState } from 'react';
import type { Schemas } from '@/client/api';
import { useMe } from '@/client/me';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Meter } from '@/components/meter';
import { fieldText, ShortForm } from '@/components/short-form';
import { money } from '@/lib/format';
import { t } from '@/lib/language';
import { useSetBudget } from '../api/usage';
import css from './usage.module.css';

/** What the month has cost, and what it may cost. */
export function BudgetCard({ usage }: { usage: Schemas['UsageReport'] }) {
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const { spent, committed, budget } = usage;
  const part = budget === null ? null : Number(budget) === 0 ? 1 : Math.min(1, Number(committed) / Number(budget));
  const setAside = Number(committed) - Number(spent);
  return (
    <Card
      title={t('Spent')}
      side={
        me.data?.role === 'owner' && !isEditing ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {budget === null ? t('Set a budget') : t('Change the budget')}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        <p className={css.figure}>{money(spent)}</p>
        {part !== null && <Meter label={t('Part of the budget that is spent or set aside')} value={part} />}
        <p className="soft small">
          {budget === null ? t('There is no limit.') : t('Of at most {0} a month; what would exceed it is refused before it begins.', money(budget))}
          {setAside > 0 && ` ${t('{0} is set aside for analyses that run.', money(setAside))}`}
        </p>
        {part === 1 && (
          <p>
            <Badge tone="bad">{t('The budget is reached')}</Badge>
          </p>
        )}
        {isEditing && <BudgetForm budget={budget} onDone={() => setEditing(false)} />}
      </div>
    </Card>
  );
}

function BudgetForm({ budget, onDone }: { budget: string | null; onDone: () => void }) {
  const change = useSetBudget();
  return (
    <ShortForm
      label={t('Budget')}
      action={t('Save')}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={(fields) => {
        const dollars = fieldText(fields, 'dollars');
        return change.mutateAsync({ body: { dollars: dollars === '' ? null : Number(dollars) } }).then(onDone);
      }}
    >
      <Field
        label={t('Dollars a month')}
        name="dollars"
        type="number"
        min={0}
        max={1_000_000}
        step="0.01"
        autoFocus
        defaultValue={budget === null ? '' : String(Number(budget))}
        hint={t('Empty is no limit.')}
      />
      <Button onClick={onDone}>{t('Cancel')}</Button>
    </ShortForm>
  );
}

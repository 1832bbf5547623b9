import { query } from '@/client/api';
import { Field } from '@/components/field';
import { Modal } from '@/components/modal';
import { fieldText, ShortForm } from '@/components/short-form';
import { money } from '@/lib/format';
import { t } from '@/lib/language';
import type { Key } from '../api/keys';

interface KeyBudgetProps {
  apiKey: Key;
  isOpen: boolean;
  onClose: () => void;
}

/** How much one key may spend in a month. The API tells a key's budget only in the reply to setting it. */
export function KeyBudget({ apiKey, isOpen, onClose }: KeyBudgetProps) {
  const budget = query.useMutation('put', '/api/v1/usage/budget/keys/{key_id}');
  return (
    <Modal title={t('Budget of {0}', apiKey.name)} isOpen={isOpen} onClose={onClose}>
      <div className="stack">
        <p className="soft">{t("What the key asks for is refused when it would exceed this. The workspace's own budget counts too.")}</p>
        <ShortForm
          label={t('Budget of the key')}
          action={t('Set it')}
          isBusy={budget.isPending}
          error={budget.error}
          onSubmit={(fields) => {
            const dollars = fieldText(fields, 'dollars');
            return budget.mutateAsync({
              params: { path: { key_id: apiKey.key_id } },
              body: { dollars: dollars === '' ? null : Number(dollars) },
            });
          }}
        >
          <Field label={t('Dollars a month')} name="dollars" type="number" min={0} max={1_000_000} step="0.01" hint={t('Empty is no limit.')} />
        </ShortForm>
        {budget.data !== undefined && (
          <p role="status">
            {budget.data.budget === null ? t('No limit.') : t('At most {0} a month.', money(budget.data.budget))} {t('The key has spent {0} this month.', money(budget.data.spent))}
          </p>
        )}
      </div>
    </Modal>
  );
}

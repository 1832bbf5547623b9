import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { inputClass } from '@/components/field';
import { Page } from '@/components/page';
import { Refusal } from '@/components/short-form';
import { Failure, Loading } from '@/components/states';
import { monthName } from '@/lib/format';
import { t } from '@/lib/language';
import { lastMonths, today } from '../api/spending';
import { useStatementDownload, useUsage } from '../api/usage';
import { BudgetCard } from './budget-card';
import { InvoiceCard } from './invoice-card';
import { QuotaCard } from './quota-card';
import { SpendCard } from './spend-card';
import css from './usage.module.css';

const MONTHS = 12;

/** What was used, what it cost, and how much may be spent. */
export function UsagePage() {
  const [month, setMonth] = useState(() => today().slice(0, 7));
  const usage = useUsage(month);
  const download = useStatementDownload();
  return (
    <Page
      title={t('Usage')}
      lead={t('Analyses are paid for by what they read. Failed and cancelled ones are free.')}
      side={
        <div className="row-wrap">
          <select className={`${inputClass} ${css.month ?? ''}`} aria-label={t('Month')} value={month} onChange={(event) => setMonth(event.target.value)}>
            {lastMonths(today(), MONTHS).map((one) => (
              <option key={one} value={one}>
                {monthName(one)}
              </option>
            ))}
          </select>
          <Button onClick={() => download.mutate(month)} disabled={download.isPending}>
            <Download size={14} aria-hidden />
            {t('Statement (CSV)')}
          </Button>
        </div>
      }
    >
      <Refusal error={download.error} />
      {usage.isPending && <Loading label={t('Loading the usage')} />}
      {usage.isError && <Failure error={usage.error} retry={() => void usage.refetch()} />}
      {usage.data !== undefined && (
        <>
          <div className={css.pair}>
            <BudgetCard usage={usage.data} />
            <QuotaCard usage={usage.data} />
          </div>
          <SpendCard month={month} />
          <InvoiceCard month={month} quantities={usage.data.quantities} />
        </>
      )}
    </Page>
  );
}

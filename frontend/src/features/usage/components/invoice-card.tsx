import type { Schemas } from '@/client/api';
import { Card } from '@/components/card';
import { bytes, count, money, words } from '@/lib/format';
import { mark, t } from '@/lib/language';
import { useInvoice } from '../api/usage';
import css from './usage.module.css';

type Quantities = Schemas['UsageReport']['quantities'];

/** The month's sums: what is paid for, and everything else that was counted. */
export function InvoiceCard({ month, quantities }: { month: string; quantities: Quantities }) {
  const invoice = useInvoice(month);
  return (
    <Card title={t('What it comes to')}>
      <div className={`${css.pair ?? ''} ${css.top ?? ''}`}>
        {invoice.data !== undefined && (
          <table className={css.sums}>
            <caption className="hidden">{t('What is paid for')}</caption>
            <tbody>
              {invoice.data.lines.map((line) => (
                <tr key={line.meter}>
                  <th scope="row">
                    {t(line.description)} <span className="faint">{amount(line.meter, line.quantity)}</span>
                  </th>
                  <td>{money(line.amount)}</td>
                </tr>
              ))}
              <tr className={css.total}>
                <th scope="row">{t('Together')}</th>
                <td>{money(invoice.data.total)}</td>
              </tr>
            </tbody>
          </table>
        )}
        <table className={css.sums}>
          <caption className="hidden">{t('What was counted')}</caption>
          <tbody>
            {Object.entries(quantities).map(([meter, quantity]) => (
              <tr key={meter}>
                <th scope="row">{meter in METERS ? t(METERS[meter] ?? '') : words(meter)}</th>
                <td>{amount(meter, quantity)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** What was counted, as people call it. */
const METERS: Readonly<Record<string, string>> = {
  analyses: mark('Analyses'),
  bytes_profiled: mark('Data read'),
  rows_profiled: mark('Rows read'),
  shards: mark('Parts measured at once'),
  llm_input_tokens: mark('Words sent to language models (tokens)'),
  llm_output_tokens: mark('Words written by language models (tokens)'),
  exports: mark('Exports'),
  printed_reports: mark('Reports as PDF'),
  cleanings: mark('Cleaned files'),
  bytes_cleaned: mark('Data cleaned'),
  rows_cleaned: mark('Rows cleaned'),
  blocks_cleaned: mark('Data cleaned, in blocks of 10 MB'),
};

const amount = (meter: string, quantity: number): string => (meter.startsWith('bytes_') ? bytes(quantity) : count(quantity));

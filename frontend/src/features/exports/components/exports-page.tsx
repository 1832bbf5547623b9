import { Download, FileCode, FileJson, FileText, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProfileDocument } from '@/client/analysis';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { saveAs } from '@/lib/download';
import { t } from '@/lib/language';
import { CONTRACTS, useContractDownload, useReportDownload } from '../api/read-export';
import css from './exports.module.css';

/** What can be taken home: the report, the profile, contracts. */
export function ExportsPage({ analysisId, profile }: { analysisId: string; profile: ProfileDocument }) {
  const { name } = profile.dataset;
  const report = useReportDownload(analysisId, name);
  const contract = useContractDownload(analysisId);
  return (
    <div className="stack">
      <Card title={t('Report')}>
        <ul className={css.grid}>
          <Item icon={<FileText size={18} aria-hidden />} title={t('PDF')} about={t('To print, or to pass on')} error={report.variables === 'pdf' ? report.error : null}>
            <TakeButton label={t('Download the PDF')} isBusy={report.isPending && report.variables === 'pdf'} onClick={() => report.mutate('pdf')} />
          </Item>
          <Item icon={<FileCode size={18} aria-hidden />} title={t('Page')} about={t('One self-contained HTML file')} error={report.variables === 'html' ? report.error : null}>
            <TakeButton label={t('Download the page')} isBusy={report.isPending && report.variables === 'html'} onClick={() => report.mutate('html')} />
          </Item>
          <Item icon={<FileJson size={18} aria-hidden />} title={t('JSON')} about={t('The whole profile, for programs')} error={null}>
            <TakeButton
              label={t('Download the JSON')}
              isBusy={false}
              onClick={() => saveAs(JSON.stringify(profile, null, 2), `${name}.profile.json`, 'application/json')}
            />
          </Item>
        </ul>
      </Card>
      <Card title={t('Data contract')}>
        <div className="stack">
          <p className="soft">{t('What the table keeps today, so that tomorrow’s delivery can be held to it.')}</p>
          <ul className={css.grid}>
            {CONTRACTS.map(({ format, title, about }) => (
              <Item key={format} icon={<FileCode size={18} aria-hidden />} title={title} about={t(about)} error={contract.variables === format ? contract.error : null}>
                <TakeButton
                  label={t('Download the contract for {0}', title)}
                  isBusy={contract.isPending && contract.variables === format}
                  onClick={() => contract.mutate(format)}
                />
              </Item>
            ))}
          </ul>
        </div>
      </Card>
    </div>
  );
}

function TakeButton({ label, isBusy, onClick }: { label: string; isBusy: boolean; onClick: () => void }) {
  return (
    <Button size="small" aria-label={label} disabled={isBusy} onClick={onClick}>
      {isBusy ? <LoaderCircle size={14} aria-hidden /> : <Download size={14} aria-hidden />}
      {isBusy ? t('Making') : t('Download')}
    </Button>
  );
}

interface ItemProps {
  icon: ReactNode;
  title: string;
  about: string;
  error: Error | null;
  children: ReactNode;
}

function Item({ icon, title, about, error, children }: ItemProps) {
  return (
    <li className={css.item}>
      <span className={css.icon}>{icon}</span>
      <div className="grow">
        <h3>{title}</h3>
        <p className="soft small">{about}</p>
        {error !== null && (
          <p role="alert" className={css.error}>
            {error.message}
          </p>
        )}
      </div>
      {children}
    </li>
  );
}

import { useMutation } from '@tanstack/react-query';
import { api, type Schemas } from '@/client/api';
import { saveAs } from '@/lib/download';
import { mark } from '@/lib/language';

export type ContractFormat = Schemas['Contract']['format'];

/** The report as a file; printing a PDF for the first time takes a few seconds. */
export function useReportDownload(analysisId: string, name: string) {
  return useMutation({
    mutationFn: async (format: 'pdf' | 'html') => {
      const { data } = await api.POST('/api/v1/exports/report', {
        body: { analysis_id: analysisId, format },
        parseAs: 'blob',
      });
      if (!(data instanceof Blob)) throw new TypeError('The reply with the report was empty.');
      saveAs(data, `${name}.report.${format}`, data.type);
    },
  });
}

/** A data contract that the table passes today. */
export function useContractDownload(analysisId: string) {
  return useMutation({
    mutationFn: async (format: ContractFormat) => {
      const { data } = await api.POST('/api/v1/exports/contract', { body: { analysis_id: analysisId, format } });
      if (data === undefined) throw new TypeError('The reply with the contract was empty.');
      saveAs(data.content, data.file_name, data.media_type);
    },
  });
}

export const CONTRACTS: readonly { format: ContractFormat; title: string; about: string }[] = [
  { format: 'odcs', title: mark('ODCS'), about: mark('Open Data Contract Standard, YAML') },
  { format: 'pandera', title: mark('pandera'), about: mark('A schema class for Python') },
  { format: 'dbt', title: mark('dbt'), about: mark('Tests in schema.yml') },
  { format: 'great-expectations', title: mark('Great Expectations'), about: mark('An expectation suite') },
  { format: 'soda', title: mark('Soda'), about: mark('Checks in SodaCL') },
  { format: 'json-schema', title: mark('JSON Schema'), about: mark('Of one record') },
  { format: 'sql-ddl', title: mark('SQL'), about: mark('CREATE TABLE with constraints') },
  { format: 'dqdl', title: mark('AWS Glue'), about: mark('Data Quality Definition Language') },
];

/** How DuckDB reads a file the way its profile was read: every column as text, an empty cell as null. */
import type { ProfileDocument } from '@/client/analysis';
import { t } from '@/lib/language';

/** A text as an SQL literal; the one way by which names from a file get into a statement here. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Why the browser cannot repair such a file; null when it can. */
export function obstacle({ dataset }: ProfileDocument): string | null {
  if (!dataset.dialect?.delimiter) return t('Files in the format {0} are repaired by the script, not in the browser.', dataset.format);
  if (dataset.name.match(/\.(gz|zst|zip)$/i)) return t('Packed files are repaired by the script, not in the browser.');
  const encoding = (dataset.encoding ?? 'utf-8').toLowerCase().replace('_', '-');
  if (!['utf-8', 'utf8', 'ascii', 'us-ascii'].includes(encoding)) return t('The file is written in {0}; the browser reads UTF-8 only. Use the script.', encoding);
  if (dataset.line_problem_count > 0) return t('Some lines of the file do not fit its header; the script reads them as the profile did.');
  return null;
}

export function readStatement({ dataset, columns }: ProfileDocument, file: string): string {
  const dialect = dataset.dialect;
  if (!dialect) throw new TypeError('Only delimited text has a dialect.');
  const skipped = dialect.skipped_lines + (dialect.header_row === null ? 0 : dialect.header_row - dialect.skipped_lines + 1);
  const types = columns.map((column) => `${literal(column.name)}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    'header = false',
    `skip = ${String(Math.max(0, skipped))}`,
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote ?? '')}`,
    `escape = ${literal(dialect.escape ?? dialect.quote ?? '')}`,
    `columns = {${types}}`,
    "nullstr = ''",
  ];
  return `CREATE OR REPLACE TABLE dataset AS SELECT * FROM read_csv(${literal(file)}, ${options.join(', ')})`;
}

export function writeStatement({ dataset }: ProfileDocument, file: string): string {
  return `COPY cleaned TO ${literal(file)} (FORMAT csv, HEADER, DELIMITER ${literal(dataset.dialect?.delimiter ?? ',')})`;
}

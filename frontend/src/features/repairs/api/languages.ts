import type { Schemas } from '@/client/api';

/** A tab of the code. */
export interface CodeChoice {
  value: string;
  label: string;
  language: Schemas['Language'];
  dialect: Schemas['SqlDialect'] | null;
  /** Name of the grammar that colours it. */
  grammar: 'python' | 'sql' | 'r';
}

export const CODE_CHOICES: readonly CodeChoice[] = [
  { value: 'polars', label: 'Python · polars', language: 'polars', dialect: null, grammar: 'python' },
  { value: 'pandas', label: 'Python · pandas', language: 'pandas', dialect: null, grammar: 'python' },
  { value: 'duckdb', label: 'SQL · DuckDB', language: 'sql', dialect: 'duckdb', grammar: 'sql' },
  { value: 'postgres', label: 'SQL · Postgres', language: 'sql', dialect: 'postgres', grammar: 'sql' },
  { value: 'snowflake', label: 'SQL · Snowflake', language: 'sql', dialect: 'snowflake', grammar: 'sql' },
  { value: 'bigquery', label: 'SQL · BigQuery', language: 'sql', dialect: 'bigquery', grammar: 'sql' },
  { value: 'r', label: 'R', language: 'r', dialect: null, grammar: 'r' },
];

const LAST = 'datainsight.language';

/** The language that somebody looked at last, in this browser. */
export function rememberedChoice(): CodeChoice {
  const found = CODE_CHOICES.find((choice) => choice.value === localStorage.getItem(LAST)) ?? CODE_CHOICES[0];
  if (found === undefined) throw new Error('There is no language.');
  return found;
}

export function rememberChoice(choice: CodeChoice): void {
  localStorage.setItem(LAST, choice.value);
}

/** DuckDB as WebAssembly, from our own origin: runs a plan's SQL on a file that never leaves this machine. */
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import worker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import engine from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { ProfileDocument } from '@/client/analysis';
import { readStatement, writeStatement } from './local-sql';

const INPUT = 'input.csv';
const OUTPUT = 'cleaned.csv';

export interface Cleaned {
  bytes: Uint8Array<ArrayBuffer>;
  rowsBefore: number;
  rowsAfter: number;
}

export async function cleanLocally(file: File, profile: ProfileDocument, script: string): Promise<Cleaned> {
  const process = new Worker(worker);
  const database = new AsyncDuckDB(new VoidLogger(), process);
  try {
    await database.instantiate(engine);
    await database.registerFileHandle(INPUT, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
    const connection = await database.connect();
    // What the engine could fetch from elsewhere it must not: nothing leaves this machine, and nothing comes.
    await connection.query('SET autoinstall_known_extensions = false');
    await connection.query(readStatement(profile, INPUT));
    const rowsBefore = await rowCount(connection, 'dataset');
    await connection.query(script);
    const rowsAfter = await rowCount(connection, 'cleaned');
    await connection.query(writeStatement(profile, OUTPUT));
    await connection.close();
    const bytes = await database.copyFileToBuffer(OUTPUT);
    return { bytes: new Uint8Array(bytes), rowsBefore, rowsAfter };
  } finally {
    await database.terminate();
  }
}

interface Queryable {
  query: (text: string) => Promise<{ get: (index: number) => unknown }>;
}

async function rowCount(connection: Queryable, table: 'dataset' | 'cleaned'): Promise<number> {
  const row = (await connection.query(`SELECT count(*)::DOUBLE AS rows FROM ${table}`)).get(0);
  const found: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'rows') : undefined;
  if (typeof found !== 'number') throw new TypeError('DuckDB counted no rows.');
  return found;
}

import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('is generated from the API as it is described now (npm run client)', async () => {
  const schema = readFileSync('src/client/schema.ts', 'utf8');
  const fresh = astToString(await openapiTS(new URL('../docs/openapi.json', `file://${process.cwd()}/`)));
  expect(schema.slice(schema.indexOf('export interface paths'))).toBe(fresh.slice(fresh.indexOf('export interface paths')));
}, 60_000);

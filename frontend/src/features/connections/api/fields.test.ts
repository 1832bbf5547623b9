import { expect, it } from 'vitest';
import { addressOf, changeOf, credentialsOf, requestOf, textsOf } from './fields';

const from = (texts: Readonly<Record<string, string>>) => (name: string) => texts[name] ?? '';

it('sends what was filled in, numbers as numbers, and secrets apart', () => {
  const texts = { name: 'Shop', host: 'db.example.com', port: '5433', database: 'shop', user: 'reader', password: 'p', tls: 'require' };
  expect(requestOf('postgresql', from(texts))).toEqual({
    name: 'Shop',
    target: { kind: 'postgresql', host: 'db.example.com', port: 5433, database: 'shop', user: 'reader', tls: 'require' },
    credentials: { password: 'p' },
  });
});

it('leaves defaults to the API', () => {
  expect(requestOf('mongodb', from({ name: 'Log', host: 'c.example.net', database: 'log', is_srv: 'srv' })).target).toEqual({
    kind: 'mongodb',
    host: 'c.example.net',
    database: 'log',
    is_srv: true,
  });
});

const shop = {
  connection_id: 'a',
  name: 'Shop',
  target: { kind: 'mongodb', host: 'c.example.net', port: 27017, is_srv: true, database: 'log', user: null, auth_source: null, tls: 'require' },
  has_credentials: true,
  external_id: null,
  created_by: null,
  created_at: '2026-11-23T21:10:00Z',
} as const;

it('keeps credentials where none are typed', () => {
  const texts = { name: 'Shop', ...textsOf(shop.target), host: 'd.example.net' };
  expect(changeOf(shop, from(texts))).toEqual({
    name: 'Shop',
    target: { kind: 'mongodb', host: 'd.example.net', port: 27017, is_srv: true, database: 'log', tls: 'require' },
  });
  expect(changeOf(shop, from({ ...texts, password: 'p' })).credentials).toEqual({ password: 'p' });
});

it('gives up the keys of a bucket that needs none any more', () => {
  const target = { kind: 's3', bucket: 'exports', prefix: '', region: 'us-east-1', access: 'keys', role_arn: null } as const;
  expect(changeOf({ ...shop, target }, from({ name: 'Shop', bucket: 'exports', access: 'public' })).credentials).toEqual({});
});

it('knows the secrets of each kind', () => {
  expect(credentialsOf('s3', from({ access_key_id: 'a', secret_access_key: 'b', bucket: 'c' }))).toEqual({ access_key_id: 'a', secret_access_key: 'b' });
});

it('writes where a connection leads to', () => {
  expect(addressOf({ kind: 's3', bucket: 'exports', prefix: 'orders/', region: 'us-east-1', access: 'public', role_arn: null })).toBe('s3://exports/orders/');
});

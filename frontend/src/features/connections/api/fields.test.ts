import { expect, it } from 'vitest';
import { addressOf, credentialsOf, requestOf } from './fields';

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

it('knows the secrets of each kind', () => {
  expect(credentialsOf('s3', from({ access_key_id: 'a', secret_access_key: 'b', bucket: 'c' }))).toEqual({ access_key_id: 'a', secret_access_key: 'b' });
});

it('writes where a connection leads to', () => {
  expect(addressOf({ kind: 's3', bucket: 'exports', prefix: 'orders/', region: 'us-east-1', access: 'public', role_arn: null })).toBe('s3://exports/orders/');
});

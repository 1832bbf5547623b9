/** What is asked for each kind of connection, and the request that it becomes. */
import type { Schemas } from '@/client/api';

export type ConnectionRequest = Schemas['ConnectionRequest'];
export type Kind = ConnectionRequest['target']['kind'];

interface FieldOfKind {
  name: string;
  label: string;
  /** Part of the credentials, which are never shown again. */
  isSecret?: boolean;
  isRequired?: boolean;
  isNumber?: boolean;
  options?: readonly { value: string; label: string }[];
  placeholder?: string;
  hint?: string;
}

const TLS = { value: 'require', label: 'Encrypted' } as const;
const OFF = { value: 'off', label: 'Not encrypted' } as const;

export const KINDS: readonly { value: Kind; label: string; fields: readonly FieldOfKind[] }[] = [
  {
    value: 'postgresql',
    label: 'PostgreSQL',
    fields: [
      { name: 'host', label: 'Host', isRequired: true, placeholder: 'db.example.com' },
      { name: 'port', label: 'Port', isNumber: true, placeholder: '5432' },
      { name: 'database', label: 'Database', isRequired: true },
      { name: 'user', label: 'User', isRequired: true, hint: 'One that may only read is enough.' },
      { name: 'password', label: 'Password', isSecret: true },
      { name: 'tls', label: 'Connection', options: [TLS, { value: 'verify-full', label: 'Encrypted, certificate checked' }, OFF] },
    ],
  },
  {
    value: 'mongodb',
    label: 'MongoDB',
    fields: [
      { name: 'host', label: 'Host', isRequired: true, placeholder: 'cluster0.example.mongodb.net' },
      { name: 'is_srv', label: 'The host is', options: [{ value: '', label: 'One server' }, { value: 'srv', label: 'A cluster (mongodb+srv)' }] },
      { name: 'port', label: 'Port', isNumber: true, placeholder: '27017' },
      { name: 'database', label: 'Database', isRequired: true },
      { name: 'user', label: 'User' },
      { name: 'password', label: 'Password', isSecret: true },
      { name: 'auth_source', label: 'Database that knows the user', placeholder: 'admin' },
      { name: 'tls', label: 'Connection', options: [TLS, OFF] },
    ],
  },
  {
    value: 's3',
    label: 'Amazon S3',
    fields: [
      { name: 'bucket', label: 'Bucket', isRequired: true },
      { name: 'prefix', label: 'Below', placeholder: 'exports/' },
      { name: 'region', label: 'Region', placeholder: 'us-east-1' },
      {
        name: 'access',
        label: 'Access',
        options: [{ value: 'role', label: 'A role of yours' }, { value: 'keys', label: 'An access key' }, { value: 'public', label: 'Public' }],
      },
      { name: 'role_arn', label: 'Role', placeholder: 'arn:aws:iam::111122223333:role/DataInsightReader', hint: 'Its name begins with DataInsight.' },
      { name: 'access_key_id', label: 'Access key', isSecret: true, hint: 'Instead of a role.' },
      { name: 'secret_access_key', label: 'Its secret', isSecret: true },
      { name: 'session_token', label: 'Session token', isSecret: true, hint: 'Of a temporary key.' },
    ],
  },
  {
    value: 'http',
    label: 'Web address',
    fields: [
      { name: 'url', label: 'Address', isRequired: true, placeholder: 'https://data.example.com/orders.csv' },
      { name: 'user', label: 'User', isSecret: true, hint: 'Where the server asks for one.' },
      { name: 'password', label: 'Password', isSecret: true },
      { name: 'token', label: 'Token', isSecret: true, hint: 'Sent as Authorization: Bearer.' },
    ],
  },
];

export function fieldsOf(kind: Kind): readonly FieldOfKind[] {
  return KINDS.find((one) => one.value === kind)?.fields ?? [];
}

export function secretsOf(kind: Kind): readonly FieldOfKind[] {
  return fieldsOf(kind).filter((field) => field.isSecret === true);
}

type Texts = (name: string) => string;

/** Only what was filled in; for the rest the API has defaults. */
export function requestOf(kind: Kind, text: Texts): ConnectionRequest {
  const target: Record<string, unknown> = { kind };
  for (const field of fieldsOf(kind)) {
    const value = text(field.name);
    if (field.isSecret === true || value === '') continue;
    target[field.name] = field.isNumber === true ? Number(value) : field.name === 'is_srv' ? true : value;
  }
  // The fields above are those of this kind; the API checks each and names the wrong one.
  return { name: text('name'), target: target as unknown as ConnectionRequest['target'], credentials: credentialsOf(kind, text) };
}

export function credentialsOf(kind: Kind, text: Texts): Schemas['Credentials'] {
  const given = secretsOf(kind).filter((field) => text(field.name) !== '');
  return Object.fromEntries(given.map((field) => [field.name, text(field.name)]));
}

/** Where a connection leads to, on one line. */
export function addressOf(target: Schemas['Connection']['target']): string {
  if (target.kind === 'http') return target.url;
  if (target.kind === 's3') return `s3://${target.bucket}/${target.prefix}`;
  return `${target.host}${target.kind === 'mongodb' && target.is_srv ? '' : `:${String(target.port)}`}/${target.database}`;
}

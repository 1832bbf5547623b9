/** What is asked for each kind of connection, and the request that it becomes. */
import type { Schemas } from '@/client/api';
import { mark } from '@/lib/language';

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

const TLS = { value: 'require', label: mark('Encrypted') } as const;
const OFF = { value: 'off', label: mark('Not encrypted') } as const;

export const KINDS: readonly { value: Kind; label: string; fields: readonly FieldOfKind[] }[] = [
  {
    value: 'postgresql',
    label: mark('PostgreSQL'),
    fields: [
      { name: 'host', label: mark('Host'), isRequired: true, placeholder: 'db.example.com' },
      { name: 'port', label: mark('Port'), isNumber: true, placeholder: '5432' },
      { name: 'database', label: mark('Database'), isRequired: true },
      { name: 'user', label: mark('User'), isRequired: true, hint: mark('One that may only read is enough.') },
      { name: 'password', label: mark('Password'), isSecret: true },
      { name: 'tls', label: mark('Connection'), options: [TLS, { value: 'verify-full', label: mark('Encrypted, certificate checked') }, OFF] },
    ],
  },
  {
    value: 'mongodb',
    label: mark('MongoDB'),
    fields: [
      { name: 'host', label: mark('Host'), isRequired: true, placeholder: 'cluster0.example.mongodb.net' },
      { name: 'is_srv', label: mark('The host is'), options: [{ value: '', label: mark('One server') }, { value: 'srv', label: mark('A cluster (mongodb+srv)') }] },
      { name: 'port', label: mark('Port'), isNumber: true, placeholder: '27017' },
      { name: 'database', label: mark('Database'), isRequired: true },
      { name: 'user', label: mark('User') },
      { name: 'password', label: mark('Password'), isSecret: true },
      { name: 'auth_source', label: mark('Database that knows the user'), placeholder: 'admin' },
      { name: 'tls', label: mark('Connection'), options: [TLS, OFF] },
    ],
  },
  {
    value: 's3',
    label: mark('Amazon S3'),
    fields: [
      { name: 'bucket', label: mark('Bucket'), isRequired: true },
      { name: 'prefix', label: mark('Below'), placeholder: 'exports/' },
      { name: 'region', label: mark('Region'), placeholder: 'us-east-1' },
      {
        name: 'access',
        label: mark('Access'),
        options: [{ value: 'role', label: mark('A role of yours') }, { value: 'keys', label: mark('An access key') }, { value: 'public', label: mark('Public') }],
      },
      { name: 'role_arn', label: mark('Role'), placeholder: 'arn:aws:iam::111122223333:role/DataInsightReader', hint: mark('Its name begins with DataInsight.') },
      { name: 'access_key_id', label: mark('Access key'), isSecret: true, hint: mark('Instead of a role.') },
      { name: 'secret_access_key', label: mark('Its secret'), isSecret: true },
      { name: 'session_token', label: mark('Session token'), isSecret: true, hint: mark('Of a temporary key.') },
    ],
  },
  {
    value: 'http',
    label: mark('Web address'),
    fields: [
      { name: 'url', label: mark('Address'), isRequired: true, placeholder: 'https://data.example.com/orders.csv' },
      { name: 'user', label: mark('User'), isSecret: true, hint: mark('Where the server asks for one.') },
      { name: 'password', label: mark('Password'), isSecret: true },
      { name: 'token', label: mark('Token'), isSecret: true, hint: mark('Sent as Authorization: Bearer.') },
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

/** What changes; nothing is said of credentials where none were typed, so that they stay. */
export function changeOf(connection: Schemas['Connection'], text: Texts): Schemas['ConnectionChange'] {
  const { name, target, credentials } = requestOf(connection.target.kind, text);
  // A role and the public have no keys: those of an access key go with it.
  const takesNone = target.kind === 's3' && target.access !== 'keys' && connection.has_credentials;
  const isGiven = Object.keys(credentials).length > 0;
  return { name, target, ...(isGiven || takesNone ? { credentials } : {}) };
}

/** A target as the texts of its fields. */
export function textsOf(target: Schemas['Connection']['target']): Readonly<Record<string, string>> {
  const texts = Object.entries(target).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  const cluster = target.kind === 'mongodb' && target.is_srv ? { is_srv: 'srv' } : {};
  return { ...Object.fromEntries(texts.map(([name, value]) => [name, String(value)])), ...cluster };
}

/** Where a connection leads to, on one line. */
export function addressOf(target: Schemas['Connection']['target']): string {
  if (target.kind === 'http') return target.url;
  if (target.kind === 's3') return `s3://${target.bucket}/${target.prefix}`;
  return `${target.host}${target.kind === 'mongodb' && target.is_srv ? '' : `:${String(target.port)}`}/${target.database}`;
}

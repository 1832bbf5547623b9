/** People with accounts of their own, through the mails of the local stack's outbox. */
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type APIRequestContext, type Page } from '@playwright/test';

export const PASSWORD = 'velvet kettle orbit 47 marmalade';

interface Stack {
  aws_endpoint: string;
  outputs: Readonly<Record<'BucketName' | 'TableName' | 'DatabaseArn' | 'DatabaseSecretArn', string>>;
}

/** What the running stack says of itself; `make run` leaves it in its data directory. */
async function stack(): Promise<Stack> {
  return JSON.parse(await readFile(process.env.DATAINSIGHT_STACK ?? '../.datainsight/stack.json', 'utf8')) as Stack;
}

/** The local AWS wants to know which service is meant, and who asks; it looks at no signature. */
const asService = (service: string) => ({ authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request` });

export const newAddress = (): string => `${randomUUID()}@example.com`;

/** The secret of the newest mail to an address. */
export async function mailedToken(request: APIRequestContext, email: string): Promise<string> {
  const { aws_endpoint: endpoint, outputs } = await stack();
  const bucket = `${endpoint}/${outputs.BucketName}`;
  const headers = asService('s3');
  const listed = await (await request.get(`${bucket}?list-type=2&prefix=outbox/${email}/`, { headers })).text();
  const keys = [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1] ?? '');
  const mail = (await (await request.get(`${bucket}/${keys.sort().at(-1) ?? ''}`, { headers })).json()) as { text: string };
  return /^(di[a-z]_\S+)$/m.exec(mail.text)?.[1] ?? '';
}

/** More people sit at this machine than one network address may ask mails for. */
export async function forgetMailsAskedFor(request: APIRequestContext): Promise<void> {
  const { aws_endpoint: endpoint, outputs } = await stack();
  const address = createHash('sha256').update('127.0.0.1').digest('hex');
  const reply = await request.post(endpoint, {
    headers: { ...asService('dynamodb'), 'x-amz-target': 'DynamoDB_20120810.DeleteItem', 'content-type': 'application/x-amz-json-1.0' },
    data: { TableName: outputs.TableName, Key: { pk: { S: `ATTEMPTS#mail_machine#${address}` }, sk: { S: 'ATTEMPTS' } } },
  });
  expect(reply.ok(), await reply.text()).toBe(true);
}

/** Makes an account without the pages, and signs the page's browser in. */
export async function signIn(page: Page, name: string): Promise<{ email: string; workspaceId: string }> {
  const email = newAddress();
  await forgetMailsAskedFor(page.request);
  const registered = await page.request.post('/api/v1/auth/register', { data: { email, password: PASSWORD, display_name: name } });
  expect(registered.status()).toBe(202);
  const token = await mailedToken(page.request, email);
  const verified = await page.request.post('/api/v1/auth/verify', { data: { token, password: PASSWORD, session: 'cookie' } });
  const { access_token: access } = (await verified.json()) as { access_token: string };
  const me = await page.request.get('/api/v1/auth/me', { headers: { authorization: `Bearer ${access}` } });
  await page.goto('/sign-in');
  await page.evaluate(() => localStorage.setItem('datainsight.session', 'yes'));
  return { email, workspaceId: ((await me.json()) as { workspace_id: string }).workspace_id };
}

/** Nobody can buy a plan by themselves yet; files above 100 MiB need one. */
export async function putOnPlan(request: APIRequestContext, workspaceId: string, plan: 'pro'): Promise<void> {
  const { aws_endpoint: endpoint, outputs } = await stack();
  const place = { resourceArn: outputs.DatabaseArn, secretArn: outputs.DatabaseSecretArn };
  const ask = async (operation: string, data: object): Promise<{ transactionId?: string }> => {
    const reply = await request.post(`${endpoint}/${operation}`, {
      headers: asService('rds-data'),
      data: { ...place, ...data },
    });
    expect(reply.ok(), await reply.text()).toBe(true);
    return (await reply.json()) as { transactionId?: string };
  };
  const { transactionId } = await ask('BeginTransaction', { database: 'datainsight' });
  const parameters = [{ name: 'id', value: { stringValue: workspaceId } }, { name: 'plan', value: { stringValue: plan } }];
  const inside = { database: 'datainsight', transactionId };
  // Row-level security binds the tables' owner too.
  await ask('Execute', { ...inside, sql: "SELECT set_config('app.workspace_id', :id, true)", parameters: parameters.slice(0, 1) });
  await ask('Execute', { ...inside, sql: 'UPDATE workspaces SET plan = :plan WHERE id = CAST(:id AS uuid)', parameters });
  await ask('CommitTransaction', { transactionId });
}

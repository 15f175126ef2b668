import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalNotices } from '../../../../local/notices/notices';

const nowMs = () => Date.parse('2026-03-02T09:05:12Z');
const sms = { to: '+447400123456', body: 'We saw your call.', deliveryId: '01CASE:0:sms:caller:opened' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfree-notices-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('each message is one file that can be read, and a repeat writes the same one', async () => {
  const { callerMessages, supervisorMessages, counts } = createLocalNotices(nowMs, join(folder, 'below'));
  await callerMessages.sms(sms);
  expect(await callerMessages.sms(sms)).toMatchObject({ kind: 'sent' });
  await supervisorMessages.topic({ topicArn: 'arn:t', subject: 'Lost', body: 'A caller was lost.', deliveryId: 'd2' });
  await supervisorMessages.webhook({
    name: 'telegram',
    url: 'https://example.com/bot{secret}/send',
    secret: 'name-of-it',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"lost"}',
    deliveryId: 'd3',
  });
  expect(readdirSync(join(folder, 'below')).toSorted()).toEqual([
    '20260302-090512-sms-01CASE-0-sms-caller-opened.txt',
    '20260302-090512-topic-d2.txt',
    '20260302-090512-webhook-d3.txt',
  ]);
  const read = (name: string) => readFileSync(join(folder, 'below', name), 'utf8');
  expect(read('20260302-090512-sms-01CASE-0-sms-caller-opened.txt')).toBe(
    'SMS to +447400123456\n\nWe saw your call.\n',
  );
  expect(read('20260302-090512-webhook-d3.txt')).toContain('POST https://example.com/bot{secret}/send\n');
  expect(counts()).toEqual({ sms: 1, topic: 1, webhook: 1 });
});

test('without a folder they are counted, and nothing is written', async () => {
  const { callerMessages, counts } = createLocalNotices(nowMs);
  await callerMessages.sms(sms);
  expect(counts()).toEqual({ sms: 1, topic: 0, webhook: 0 });
  expect(readdirSync(folder)).toEqual([]);
});

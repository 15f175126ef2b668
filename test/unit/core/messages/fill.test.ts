import { codedFields, caseFields } from '../../../../lib/core/messages/case-fields';
import { fillBody, fillText, smsOf, textOf } from '../../../../lib/core/messages/fill';
import { messageLanguages } from '../../../../lib/core/messages/languages';
import { isTextKey, placeholders, placeholdersIn, type TextKey } from '../../../../lib/core/messages/placeholders';
import { smsParts } from '../../../../lib/core/messages/sms-length';
import { webhookCall } from '../../../../lib/core/policy/webhook-templates';
import { languageCodes } from '../../../../lib/core/speech/language-codes';
import type { CaseEvent } from '../../../../lib/core/events/domain-event';
import { noonMs } from '../../../support/builders/callbacks';
import { caseEvent } from '../../../support/builders/cases';

const keys = Object.keys(placeholders) as readonly TextKey[];
const json = { 'Content-Type': 'application/json; charset=utf-8' };
const opened = caseEvent('case.opened', { agentId: 'agent-7', isVip: true });
const processed: CaseEvent = {
  type: 'case.processed',
  detail: {
    ...opened.detail,
    status: 'processed',
    how: 'by_hand',
    closedAt: new Date(noonMs).toISOString(),
    by: 'Ada',
  },
};

describe('shipped texts', () => {
  test.each(languageCodes)('in %s use no names but those that are allowed', (code) => {
    for (const key of keys) {
      const allowed: readonly string[] = placeholders[key];
      expect({
        key,
        names: placeholdersIn(messageLanguages[code].texts[key]).filter((name) => !allowed.includes(name)),
      }).toEqual({
        key,
        names: [],
      });
    }
  });

  test.each(languageCodes)(
    'in %s leave no brace and no empty line when all is known, and none when little is',
    (code) => {
      const at = { language: code, timeZone: 'Europe/London' };
      const full = {
        ...caseFields(processed, at),
        phone: '+441632960001',
        name: 'Ada',
        link: 'https://x.test',
        why: 'so',
      };
      const little = { ...caseFields(caseEvent('case.opened', { dueAt: undefined }), at), phone: '+441632960001' };
      for (const fields of [full, little]) {
        for (const key of keys) expect(textOf({}, code, key, fields)).not.toMatch(/[{}]|\n\n|\n$/);
      }
      expect(textOf({}, code, 'body_opened', little)).not.toContain('VIP');
      expect(textOf({}, code, 'body_processed', full)).toContain('VIP');
    },
  );

  test.each([
    ['en-US', 1],
    ['ru-RU', 2],
  ] as const)('to callers take no more than their parts: %s', (code, parts) => {
    const link = `https://chat.example.com/${'x'.repeat(15)}`;
    expect(link).toHaveLength(40);
    const fields = { queue: 'support', name: 'Ada' };
    expect(smsParts(smsOf({}, code, fields))).toBe(1);
    expect(smsParts(smsOf({}, code, { ...fields, link }))).toBeLessThanOrEqual(parts);
    expect(smsOf({}, code, { ...fields, link })).toContain(link);
  });
});

describe('filling', () => {
  test('takes the texts of the policy before those that are shipped, by language and key', () => {
    const texts = { 'en-US': { caller_sms: 'Sorry, {name}! {queue}' } };
    expect(smsOf(texts, 'en-US', { name: 'Ada', queue: 'support' })).toBe('Sorry, Ada! support');
    expect(smsOf(texts, 'ru-RU', { name: 'Ada' })).toBe(messageLanguages['ru-RU'].texts.caller_sms);
    expect(smsOf(texts, 'en-US', { link: 'https://x.test' })).toContain('https://x.test');
  });

  test('leaves out a line of which no name has a value, and leaves nothing where one of several has none', () => {
    expect(fillText('Agent: {agent}\nDue {dueAt}, {agent}.\nEnd', { dueAt: 'noon' })).toBe('Due noon, .\nEnd');
    expect(fillText('{agent}', {})).toBe('');
  });

  test('does not fill again what a value holds', () => {
    expect(fillText('{why} {queue}', { why: '{queue}$&', queue: 'support' })).toBe('{queue}$& support');
  });

  test('escapes values in JSON, and only there', () => {
    const why = 'he said "no"\n\\ {"a":1}';
    const body = '{"text":"{why}","more":{"n":{tries}}}';
    expect(JSON.parse(fillBody({ body, headers: json }, { why, tries: '3' }))).toEqual({ text: why, more: { n: 3 } });
    expect(fillBody({ body: 'why={why}', headers: { 'content-type': 'text/plain' } }, { why })).toBe(`why=${why}`);
  });

  test('leaves the secret to whoever sends, and lets nobody write its name into a value', () => {
    const filled = fillBody({ body: '{"a":"{secret}","b":"{why}"}', headers: json }, { why: 'my {secret}' });
    expect(JSON.parse(filled)).toEqual({ a: '{secret}', b: 'my { secret }' });
  });

  test('makes JSON of the templates that are shipped, of every kind of notice', () => {
    const place = { name: 'x', kind: 'webhook', on: [], language: 'en-US', headers: {} } as const;
    const telegram = webhookCall({ ...place, on: [], template: 'telegram', chatId: '-100' });
    const plain = webhookCall({ ...place, on: [], template: 'json' });
    const text = fillText(
      messageLanguages['ru-RU'].texts.body_processed,
      caseFields(processed, { language: 'ru-RU', timeZone: 'UTC' }),
    );
    const fields = { ...codedFields(processed), subject: 's', text };
    expect(JSON.parse(fillBody(telegram, fields))).toEqual({ chat_id: '-100', text });
    expect(JSON.parse(fillBody(plain, fields))).toMatchObject({
      kind: 'processed',
      reason: 'agents_busy',
      how: 'by_hand',
      closedAt: '2026-03-02T12:00:00.000Z',
      tries: '2',
      why: '',
    });
  });

  test('tells times on the clock of the queue, and what is known in words', () => {
    const fields = caseFields(processed, { language: 'en-US', timeZone: 'America/New_York' });
    expect(fields).toMatchObject({
      closedAt: '2026-03-02 07:00',
      how: 'closed by hand',
      reason: 'all agents were busy',
    });
  });
});

test('keys of texts are known by name', () => {
  expect(isTextKey('caller_sms')).toBe(true);
  expect(isTextKey('toString')).toBe(false);
});

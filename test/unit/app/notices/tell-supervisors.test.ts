import { sendNotices } from '../../../../lib/app/notices/send-notices';
import { supervisorsToTell } from '../../../../lib/app/notices/tell-supervisors';
import type { HoldfreeConfig } from '../../../../lib/core/policy/schema';
import { noonMs } from '../../../support/builders/callbacks';
import { caseEvent } from '../../../support/builders/cases';
import { closing, createNoticeWorld, lost, mobile } from '../../../support/builders/notices';
import { policyOf } from '../../../support/builders/policies';

const topicArn = 'arn:aws:sns:eu-west-2:111122223333:lost';
const config: Partial<HoldfreeConfig> = {
  notices: {
    supervisors: [
      { name: 'mail', kind: 'topic', topicArn, on: ['opened', 'processed'] },
      { name: 'billing-only', kind: 'topic', topicArn, on: ['opened'], queues: ['billing'] },
      {
        name: 'chat',
        kind: 'webhook',
        template: 'telegram',
        secret: '/bot',
        chatId: '-100',
        on: ['opened', 'overdue'],
        language: 'ru-RU',
      },
    ],
  },
};

describe('telling supervisors', () => {
  test.each([
    ['case.opened', 'support', ['mail', 'chat']],
    ['case.opened', 'billing', ['mail', 'billing-only', 'chat']],
    ['case.overdue', 'support', ['chat']],
    ['case.tried_again', 'support', []],
  ] as const)('%s in %s goes to those who asked for it', (type, queue, expected) => {
    const told = supervisorsToTell(policyOf(config), caseEvent(type, { queue }));
    expect(told.map(({ name }) => name)).toEqual(expected);
  });

  test('a topic gets subject and text, a webhook its body, each in its language, and no full number', async () => {
    const world = createNoticeWorld(config);
    await world.mark(lost('call-1'));
    for (const event of world.events()) await sendNotices(world, event);
    const [mail, chat] = world.sent;
    expect(mail).toMatchObject({ over: 'topic', to: topicArn, subject: 'Lost call: support, +44********56' });
    expect(mail?.body).toContain('all agents were busy');
    expect(chat).toMatchObject({ over: 'webhook', to: 'chat' });
    expect(JSON.parse(chat?.body ?? '')).toEqual({ chat_id: '-100', text: expect.stringContaining('Потерян звонок') });
    expect(JSON.stringify(world.sent)).not.toContain(mobile);
  });

  test('one that fails keeps no other from being told, and the event comes again for it alone', async () => {
    const world = createNoticeWorld(config);
    await world.mark(lost('call-1'));
    const [event] = world.events();
    if (event === undefined) throw new Error('nothing was told');
    world.answers.push({ kind: 'throttled' }, { kind: 'sent' }, { kind: 'throttled' });
    await expect(sendNotices(world, event)).rejects.toMatchObject({ name: 'AdapterError', retryable: true });
    expect(world.sent.map(({ over }) => over)).toEqual(['webhook']);
    await sendNotices(world, event);
    expect(world.sent.map(({ over }) => over)).toEqual(['webhook', 'topic']);
  });

  test('nobody is told of lost calls after the end of them, only of the end', async () => {
    const world = createNoticeWorld(config);
    await world.mark(lost('call-1'));
    await world.mark(closing(noonMs + 500));
    for (const event of world.events().toReversed()) await sendNotices(world, event);
    expect(world.sent.map(({ subject }) => subject)).toEqual(['Processed: support, +44********56']);
  });
});

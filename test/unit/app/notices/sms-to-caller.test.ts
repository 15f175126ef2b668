import { smsToCaller } from '../../../../lib/app/notices/sms-to-caller';
import type { HoldfreeConfig } from '../../../../lib/core/policy/schema';
import type { CaseEvent } from '../../../../lib/core/events/domain-event';
import { messageLanguages } from '../../../../lib/core/messages/languages';
import type { Directory } from '../../../../lib/ports/directory';
import { noonMs } from '../../../support/builders/callbacks';
import { caseEvent, caseId } from '../../../support/builders/cases';
import { closing, createNoticeWorld, lost, mobile, tellAll, type NoticeWorld } from '../../../support/builders/notices';
import { queueConfig } from '../../../support/builders/policies';

/** A case of one call, lost just now, and the event about it. */
async function opened(
  config: Partial<HoldfreeConfig> = {},
  key = { number: mobile, queue: 'support' },
): Promise<{ world: NoticeWorld; event: CaseEvent }> {
  const world = createNoticeWorld({ ...tellAll, ...config }, { key });
  await world.mark(lost('call-1'));
  const [event] = world.events();
  if (event === undefined) throw new Error('nothing was told');
  return { world, event };
}

async function whyOf(world: NoticeWorld, event: CaseEvent): Promise<string | undefined> {
  await smsToCaller(world, event);
  expect(world.sent).toEqual([]);
  const { caseId: id, after } = event.detail;
  const delivery = await world.store.deliveries.get(
    `${id}:${after}:sms:caller:${event.detail.id.slice(id.length + 1).replaceAll(':', '.')}`,
  );
  expect(delivery?.state).toBe('skipped');
  return delivery?.why;
}

describe('the SMS to a lost caller', () => {
  test('goes to the number of the case, with the link, once', async () => {
    const { world, event } = await opened();
    await smsToCaller(world, event);
    await smsToCaller(world, event);
    expect(world.sent).toEqual([
      { over: 'sms', to: mobile, body: expect.stringMatching(/^We are sorry.*https:\/\/chat\.example\.com$/) },
    ]);
  });

  test('is not sent where the policy has none, or the queue wants none, or nothing was lost', async () => {
    for (const config of [{ notices: {}, queues: [queueConfig('support')] }, { queues: [queueConfig('support')] }]) {
      const { world, event } = await opened(config);
      await smsToCaller(world, event);
      expect(world.sent).toEqual([]);
    }
    const { world } = await opened();
    await smsToCaller(world, caseEvent('case.overdue'));
    expect(world.sent).toEqual([]);
  });

  test('comes again when the caller is lost again, but not within ten minutes', async () => {
    const { world, event } = await opened();
    await smsToCaller(world, event);
    world.clock.advance(540_000);
    await world.mark(lost('call-2', noonMs + 541_000));
    for (const again of world.events()) await smsToCaller(world, again);
    expect(world.sent).toHaveLength(1);
    world.clock.advance(60_000);
    await world.mark(lost('call-3', noonMs + 601_000));
    for (const again of world.events()) await smsToCaller(world, again);
    expect(world.sent).toHaveLength(2);
  });

  test('is sent once when a thousand calls of one number are lost at once', async () => {
    const { world, event } = await opened();
    const again = Array.from({ length: 999 }, (_, index) =>
      caseEvent('case.tried_again', { id: `${caseId}:${index + 2}:case.tried_again` }),
    );
    await Promise.all([event, ...again].map(async (one) => smsToCaller(world, one)));
    expect(world.sent).toHaveLength(1);
  });

  test('does not surprise anybody an hour later', async () => {
    const { world, event } = await opened();
    world.clock.advance(3_600_000);
    expect(await whyOf(world, event)).toBe('stale');
  });

  test('is not sent when the case has been processed meanwhile', async () => {
    const { world, event } = await opened();
    await world.mark(closing(noonMs + 500));
    expect(await whyOf(world, event)).toBe('processed');
  });

  test('honours an opt-out and a block', async () => {
    const first = await opened();
    await first.world.store.callers.remember(mobile, { optedOutAtMs: noonMs });
    expect(await whyOf(first.world, first.event)).toBe('opted_out');
    const second = await opened();
    await second.world.store.callers.remember(mobile, { blockedAtMs: noonMs });
    expect(await whyOf(second.world, second.event)).toBe('blocked');
  });

  test('is not sent to numbers that the policy blocks, to other countries, or to fixed lines', async () => {
    const blocked = await opened({ numbers: { blocked: ['+4474'] } });
    expect(await whyOf(blocked.world, blocked.event)).toBe('blocked');
    const abroad = await opened({ numbers: { countries: ['DE'] } });
    expect(await whyOf(abroad.world, abroad.event)).toBe('country_not_allowed');
    const fixed = await opened({}, { number: '+442083661177', queue: 'support' });
    expect(await whyOf(fixed.world, fixed.event)).toBe('not_mobile');
  });

  test('is not sent when the caller may not be called, either: at night, where the caller lives', async () => {
    // Noon in London is seven in the morning in New York.
    const { world, event } = await opened(
      { numbers: { countries: 'any' } },
      { number: '+12125550123', queue: 'support' },
    );
    expect(await whyOf(world, event)).toBe('hours');
  });

  test('goes by the legal hours of lost calls', async () => {
    const { world, event } = await opened({ legalHours: { from: '08:00', to: '20:00', lost: { from: '13:00' } } });
    expect(await whyOf(world, event)).toBe('hours');
  });

  test('goes by the clock of the queue where the number tells no zone: that of a satellite phone, say', async () => {
    const satellite = { number: '+881612345678', queue: 'support' };
    const numbers = { countries: 'any' } as const;
    const early = await opened({ numbers, legalHours: { from: '13:00', to: '20:00' } }, satellite);
    expect(await whyOf(early.world, early.event)).toBe('hours');
    const { world, event } = await opened({ numbers }, satellite);
    await smsToCaller(world, event);
    expect(world.sent).toHaveLength(1);
  });

  test('is in the language the caller chose, else the one the directory knows, else that of the queue', async () => {
    const russian = messageLanguages['ru-RU'].texts.caller_sms_link.slice(0, 20);
    const first = await opened();
    await first.world.store.callers.remember(mobile, { language: 'ru-RU' });
    await smsToCaller(first.world, first.event);
    expect(first.world.sent[0]?.body).toContain(russian);

    const second = await opened();
    const directory: Directory = { find: async () => ({ kind: 'known', customer: { language: 'ru-RU' } }) };
    await smsToCaller({ ...second.world, directory }, second.event);
    expect(second.world.sent[0]?.body).toContain(russian);

    const third = await opened();
    await third.world.mark({ kind: 'customer', atMs: noonMs, customer: { language: 'ru-RU' } });
    await smsToCaller(third.world, third.event);
    expect(third.world.sent[0]?.body).toContain(russian);

    const fourth = await opened({ queues: [queueConfig('support', { languages: ['ru-RU'], lost: { sms: true } })] });
    await smsToCaller(fourth.world, fourth.event);
    expect(fourth.world.sent[0]?.body).toContain(russian);
  });
});

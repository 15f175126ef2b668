import { dialing, noonMs, offered } from '../support/builders/callbacks';
import { queueConfig, queueIds } from '../support/builders/policies';
import {
  flowNamed,
  openCentre,
  twoLanguages,
  waitLong,
  type DialogueCentre,
  type Fate,
} from './support/dialogue-centre';

const minuteMs = 60_000;

/** What an agent hears who accepts this contact. */
const whispers = (
  centre: DialogueCentre,
  contactId: string,
  attributes: Readonly<Record<string, string>>,
  fate?: () => Fate,
) =>
  centre.play(flowNamed('agent-whisper'), 'agent_whisper', {
    leg: { contactId, attributes },
    ...(fate === undefined ? {} : { fate }),
  });

describe('an agent who accepts a callback', () => {
  test.each([
    {
      languages: ['en-US', 'ru-RU'] as const,
      first: 'Callback: the caller asked for it ten minutes ago. This is the first attempt.',
      third:
        'Callback: the caller asked for it ten minutes ago. The caller chose this time. This is the third attempt.',
    },
    {
      languages: ['ru-RU', 'en-US'] as const,
      first: 'Обратный звонок. Клиент попросил перезвонить десять минут назад. Первая попытка.',
      third:
        'Обратный звонок. Клиент попросил перезвонить десять минут назад. Время выбрал сам клиент. Третья попытка.',
    },
  ])(
    'hears why, since when and how many tries, in the first of $languages, whatever the caller speaks',
    async ({ languages, first, third }) => {
      const config = { queues: [twoLanguages({ languages: [...languages] })] };
      const centre = openCentre({ config });
      await waitLong(centre);
      await centre.ends(await centre.ring('support', { keys: ['2', '1', '1'] }));
      centre.world.clock.set(noonMs + 10 * minuteMs);
      const [ringing] = await centre.dial();
      const caller = await centre.pickUp(ringing, { keys: ['1'] });
      const scene = await whispers(centre, caller.contactId, caller.attributes);
      expect(scene.words).toBe(first);
      expect(scene.end).toMatchObject({ kind: 'terminal', type: 'EndFlowExecution' });
      const often = openCentre({ config });
      const slotMs = noonMs - minuteMs;
      await often.world.keep(dialing({ requestedAtMs: noonMs - 10 * minuteMs, placeMs: slotMs, slotMs, attempt: 2 }));
      const attributes = { holdfree_callback: dialing().id, holdfree_attempt: '3', holdfree_queue_name: 'support' };
      expect((await whispers(often, 'dial-1', attributes)).words).toBe(third);
    },
  );

  test('hears of a call that nobody answered', async () => {
    const centre = openCentre();
    await centre.world.keep(
      dialing({ origin: 'lost', requestedAtMs: noonMs - 2 * 3_600_000, placeMs: noonMs - 2 * 3_600_000 }),
    );
    const attributes = { holdfree_callback: dialing().id, holdfree_attempt: '1', holdfree_queue_name: 'support' };
    const scene = await whispers(centre, 'dial-1', attributes);
    expect(scene.words).toBe(
      'Callback: the caller rang two hours ago and was not answered. This is the first attempt.',
    );
  });
});

describe('an agent who takes an ordinary call', () => {
  test('hears nothing and is joined at once', async () => {
    const centre = openCentre();
    const caller = await centre.ring('support', { keys: ['1'] });
    const scene = await whispers(centre, caller.contactId, caller.attributes);
    expect(scene).toMatchObject({ words: '', asked: [] });
    expect(scene.end).toMatchObject({ type: 'EndFlowExecution' });
  });

  test('is joined when no function answers, or nothing says which queue it is', async () => {
    const centre = openCentre();
    const dial = { holdfree_callback: dialing().id, holdfree_attempt: '1' };
    const unaided = await whispers(centre, 'dial-1', { ...dial, holdfree_queue_name: 'support' }, () => 'dead');
    expect(unaided).toMatchObject({ asked: ['story'], end: { type: 'EndFlowExecution' } });
    expect((await whispers(centre, 'dial-1', dial)).end).toMatchObject({ type: 'EndFlowExecution' });
    expect((await whispers(centre, 'inbound-1', {}, () => 'dead')).end).toMatchObject({ type: 'EndFlowExecution' });
    expect((await whispers(centre, 'inbound-1', {})).end).toMatchObject({ type: 'EndFlowExecution' });
  });

  test('every contact that our flows queue plays this whisper', async () => {
    const centre = openCentre({ config: { queues: [twoLanguages(), queueConfig('billing')] } });
    for (const queue of ['support', 'billing']) {
      const { events } = await centre.ring(queue, { keys: ['1'] });
      expect(events).toContainEqual({ kind: 'hook', hook: 'AgentWhisper', flowId: flowNamed('agent-whisper') });
    }
  });
});

describe('a task that stands for a callback', () => {
  const attributes = {
    holdfree_callback: offered().id,
    holdfree_attempt: '1',
    holdfree_task: offered().task.clientToken,
    holdfree_queue: queueIds.support,
    holdfree_queue_name: 'support',
  };
  const queued = (centre: DialogueCentre, fate: Fate = 'answered') =>
    centre.play(flowNamed('task'), 'inbound', {
      leg: { contactId: 'task-1', from: null, attributes },
      fate: () => fate,
    });

  test('is queued with the age of the place, and nothing is said', async () => {
    const centre = openCentre();
    await centre.world.keep(offered());
    const scene = await queued(centre);
    expect(scene).toMatchObject({ place: 'support', words: '', stages: ['queued'] });
    expect(centre.world.connect.ages.get('task-1')).toBe(noonMs - offered().placeMs);
  });

  test('is queued without an age when no function answers, or the callback is not known', async () => {
    for (const fate of ['dead', 'answered'] as const) {
      const centre = openCentre();
      expect(await queued(centre, fate)).toMatchObject({ place: 'support', words: '' });
      expect(centre.world.connect.ages.size).toBe(0);
    }
  });

  test('by the ladder its age is not set by the API either', async () => {
    const centre = openCentre({ config: { ageBy: 'ladder' } });
    await centre.world.keep(offered());
    expect(await queued(centre)).toMatchObject({ place: 'support' });
    expect(centre.world.connect.ages.size).toBe(0);
  });
});

import { callerNumber, noonMs } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import {
  openCentre,
  twoLanguages,
  waitLong,
  type Asked,
  type DialogueCentre,
  type Fate,
  type Part,
  type Scene,
} from './support/dialogue-centre';

const minuteMs = 60_000;
const eveningMs = Date.UTC(2026, 2, 2, 21);
type FateOf = (asked: Asked) => Fate;

/** A call that matters: what comes before it, and the call itself. */
interface Play {
  readonly name: string;
  readonly nowMs?: number;
  readonly before?: (centre: DialogueCentre) => Promise<unknown>;
  readonly call: (centre: DialogueCentre, fate: FateOf) => Promise<Scene>;
  /** How it ends when nothing fails. */
  readonly stage: string;
}

const rings =
  (keys: readonly string[], leg: Part['leg'] = {}) =>
  (centre: DialogueCentre, fate: FateOf) =>
    centre.ring('support', { keys, leg, fate });

const takesCallback = async (centre: DialogueCentre): Promise<void> => {
  await waitLong(centre);
  await centre.ends(await centre.ring('support', { keys: ['1', '1', '1'] }));
  centre.world.clock.set(noonMs + 10 * minuteMs);
};

const picksUp = (keys: readonly string[]) => async (centre: DialogueCentre, fate: FateOf) => {
  const [ringing] = await centre.dial();
  return centre.pickUp(ringing, { keys, fate });
};

const holds = (keys: readonly string[]) => async (centre: DialogueCentre, fate: FateOf) => {
  const before = await centre.ring('support', { keys: ['1'] });
  return centre.hold(before, { keys, fate, leg: { hangsUpAfterMs: 6 * minuteMs } });
};

const plays: readonly Play[] = [
  { name: 'opts in', before: waitLong, call: rings(['1', '1', '1']), stage: 'took_callback' },
  {
    name: 'opts in with another number, in Russian',
    before: waitLong,
    call: rings(['2', '1', '2', '01632960002#', '1']),
    stage: 'took_callback',
  },
  { name: 'chooses a time', before: waitLong, call: rings(['1', '1', '3', '9', '2', '1']), stage: 'took_callback' },
  {
    name: 'books after hours without a number',
    nowMs: eveningMs,
    call: rings(['1', '1', '1', '01632960002#', '1'], { from: null, hours: 'closed' }),
    stage: 'took_callback',
  },
  {
    name: 'changes the number',
    before: takesCallback,
    call: rings(['2', '01632960002#', '1']),
    stage: 'changed_callback',
  },
  { name: 'changes the time', before: takesCallback, call: rings(['3', '2', '1']), stage: 'changed_callback' },
  { name: 'cancels', before: takesCallback, call: rings(['4']), stage: 'cancelled_callback' },
  { name: 'holds after all', before: takesCallback, call: rings([]), stage: 'queued' },
  { name: 'opts in while holding', before: waitLong, call: holds(['silence', '1', '1']), stage: 'took_callback' },
  { name: 'answers our call', before: takesCallback, call: picksUp(['1']), stage: 'queued' },
  { name: 'moves our call', before: takesCallback, call: picksUp(['2', '1', '1']), stage: 'changed_callback' },
  { name: 'cancels on our call', before: takesCallback, call: picksUp(['3']), stage: 'cancelled_callback' },
  { name: 'opts out on our call', before: takesCallback, call: picksUp(['9']), stage: 'opted_out' },
];

async function run(play: Play, fate: FateOf): Promise<{ centre: DialogueCentre; scene: Scene }> {
  const centre = openCentre({
    config: { queues: [twoLanguages(), queueConfig('billing')] },
    ...(play.nowMs === undefined ? {} : { nowMs: play.nowMs }),
  });
  await play.before?.(centre);
  return { centre, scene: await play.call(centre, fate) };
}

const whole: FateOf = () => 'answered';
const only =
  (index: number, fate: Fate): FateOf =>
  (asked) =>
    asked.index === index ? fate : 'answered';

/** Words with which a call may end, in both languages: goodbye, said. */
const farewell = /(?:goodbye|до свидания)\.$/i;
const asksForKey = /(?:press|нажмите) \S+\.$/;

type Ending = 'in the queue' | 'goodbye was said' | 'music goes on' | 'nobody pressed 1' | 'dropped in silence';

/** How a caller is left; a machine, or nobody, may be hung up on after the menu. */
function endingOf({ heard, place, end, stages, holdFlowId }: Scene): Ending {
  const last = heard.at(-1)?.text ?? '';
  if (place === 'support') return 'in the queue';
  if (end?.kind === 'unhandled' || last === '') return 'dropped in silence';
  if (place === 'gone' && holdFlowId !== undefined) return 'music goes on';
  if (place !== 'hung up') return 'dropped in silence';
  if (stages.at(-1) === 'voicemail' && asksForKey.test(last)) return 'nobody pressed 1';
  return farewell.test(last) ? 'goodbye was said' : 'dropped in silence';
}

function expectLookedAfter(scene: Scene): void {
  expect(endingOf(scene)).not.toBe('dropped in silence');
}

/** Callbacks that any number of these calls leads to, open ones only. */
async function openCallbacks({ world }: DialogueCentre): Promise<readonly string[]> {
  const numbers = [callerNumber, '+441632960002'];
  const found = await Promise.all(numbers.map((number) => world.store.callbacks.ofCaller(number)));
  const open = found.flat().map(({ value }) => value);
  return [...new Set(open.filter(({ state }) => state !== 'closed').map(({ id }) => id))];
}

describe.each(plays)('a caller who $name', (play) => {
  test('gets there when nothing fails', async () => {
    const { scene } = await run(play, whole);
    expect(scene.stages.at(-1)).toBe(play.stage);
    expectLookedAfter(scene);
  });

  test.each(['dead', 'late'] as const)('is looked after whichever question is %s', async (fate) => {
    const { scene: intact } = await run(play, whole);
    for (const index of intact.asked.keys()) {
      const { centre, scene } = await run(play, only(index, fate));
      expect(scene.asked.length).toBeGreaterThan(index);
      expectLookedAfter(scene);
      expect((await openCallbacks(centre)).length).toBeLessThanOrEqual(1);
    }
  });

  test('notices nothing when every first answer is lost on its way and asked for again', async () => {
    const { scene: intact } = await run(play, whole);
    const { centre, scene } = await run(play, ({ isRepeat }) => (isRepeat ? 'answered' : 'lost'));
    const { asked, words, stages, place, path } = intact;
    expect({ ...scene, contactId: '' }).toMatchObject({ asked, words, stages, place, path });
    expect((await openCallbacks(centre)).length).toBeLessThanOrEqual(1);
  });

  test('is looked after when no question is ever answered', async () => {
    const { scene } = await run(play, () => 'dead');
    expectLookedAfter(scene);
  });
});

test('with no function at all, an open queue takes the caller and a closed one says so', async () => {
  const centre = openCentre();
  const part = { fate: (): Fate => 'dead' };
  expect((await centre.ring('support', part)).place).toBe('support');
  const closed = await centre.ring('support', { ...part, leg: { hours: 'closed' } });
  expect(closed.words).toBe('We are closed right now. Please call us again during our opening hours. Goodbye.');
  expect(closed.stages).toEqual(['entered', 'closed']);
  const unknown = await centre.ring('support', { ...part, leg: { hours: 'unknown' } });
  expect(unknown.place).toBe('support');
});

test('a caller who is put through because a promise was lost keeps the callback that was stored', async () => {
  const centre = openCentre();
  await waitLong(centre);
  const scene = await centre.ring('support', {
    keys: ['1', '1', '1'],
    fate: ({ operation }) => (operation === 'register' ? 'late' : 'answered'),
  });
  expect(scene.place).toBe('support');
  const stored = () => centre.world.current({ number: callerNumber, queue: 'support' });
  expect(await stored()).toMatchObject({ state: 'held', contactId: scene.contactId });
  // The hold flow knows it, and offers no second one.
  const holding = await centre.hold(scene, { leg: { hangsUpAfterMs: 2 * minuteMs } });
  expect(holding.words).not.toContain('To be called back');
  await centre.ends(holding);
  expect(await stored()).toMatchObject({ state: 'waiting', placeMs: noonMs });
});

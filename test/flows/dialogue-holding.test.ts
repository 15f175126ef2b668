import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { callerNumber, noonMs } from '../support/builders/callbacks';
import { policyOf, queueConfig } from '../support/builders/policies';
import { agents } from '../support/builders/world';
import type { ConnectHabits } from './support/dialogue-play';
import {
  openCentre,
  twoLanguages,
  waitLong,
  type DialogueCentre,
  type Part,
  type Scene,
} from './support/dialogue-centre';

const minuteMs = 60_000;
type Hold = NonNullable<HoldfreeConfig['queues'][number]['hold']>;

const stored = ({ world }: DialogueCentre) => world.current({ number: callerNumber, queue: 'support' });

/** A caller who said no to the offer and holds behind two others; hangs up after five minutes unless told otherwise. */
async function holds(
  hold: Hold,
  part: Part,
  key = '1',
  connect: ConnectHabits = {},
): Promise<{ centre: DialogueCentre; scene: Scene }> {
  const queues = [twoLanguages({ hold: { interruptSeconds: 30, ...hold } }), queueConfig('billing')];
  const centre = openCentre({ config: { queues } }, connect);
  await waitLong(centre);
  centre.world.staff(agents(1), [{ queue: 'support', count: 3, oldestAgeMs: 10 * minuteMs }]);
  const before = await centre.ring('support', { keys: [key] });
  expect(before.place).toBe('support');
  const scene = await centre.hold(before, { ...part, leg: { hangsUpAfterMs: 5 * minuteMs, ...part.leg } });
  return { centre, scene };
}

const times = ({ words }: Scene, phrase: string): number => words.split(phrase).length - 1;

describe.each([
  {
    key: '1',
    music: 'Thank you for waiting. We will be with you as soon as we can.',
    ahead: 'Two callers are ahead of you.',
    offer: 'You can hang up and keep your place in line. To be called back, press one.',
    taken: 'We will call you as soon as it is your turn',
    last: 'we cannot keep you waiting on the line any longer.',
  },
  {
    key: '2',
    music: 'Спасибо, что ждёте. Мы ответим вам, как только сможем.',
    ahead: 'Перед вами два человека.',
    offer: 'Вы можете положить трубку и сохранить место в очереди. Чтобы мы вам перезвонили, нажмите один.',
    taken: 'Мы перезвоним вам, когда подойдёт ваша очередь',
    last: 'держать вас на линии дольше мы не можем.',
  },
])('a holder of language $key', ({ key, music, ahead, offer, taken, last }) => {
  test('hears music, and every half minute the position and the offer, until the caller hangs up', async () => {
    const { scene } = await holds({}, { leg: { hangsUpAfterMs: 3 * minuteMs } }, key);
    expect(scene.words.startsWith(music)).toBe(true);
    // Thirty seconds of music, then some twenty-five of words and waiting for a key.
    expect(scene.asked).toEqual(['where_am_i', 'where_am_i', 'where_am_i']);
    expect(times(scene, ahead)).toBe(3);
    expect(times(scene, offer)).toBe(3);
    expect(scene.place).toBe('gone');
  });

  test('takes the callback from the queue, with the place of having rung', async () => {
    const { centre, scene } = await holds({}, { keys: ['silence', '1', '1'] }, key);
    expect(scene.words).toContain(taken);
    expect(scene.stages).toEqual(['took_callback']);
    expect(scene.place).toBe('hung up');
    expect(await stored(centre)).toMatchObject({ state: 'held', placeMs: noonMs, contactId: 'inbound-1' });
  });

  test('gets a last offer after the longest hold, and takes it', async () => {
    const hold = { longestSeconds: 120, offer: false };
    const { centre, scene } = await holds(hold, { keys: ['1', '1'] }, key);
    expect(scene.words).not.toContain(offer);
    expect(times(scene, last)).toBe(1);
    expect(scene.stages).toEqual(['hold_limit', 'took_callback']);
    expect(await stored(centre)).toMatchObject({ state: 'held', placeMs: noonMs });
  });
});

test('the position is said anew each time: one who has moved up hears it', async () => {
  const queues = [twoLanguages({ hold: { interruptSeconds: 30, offer: false } })];
  const centre = openCentre({ config: { queues } });
  await waitLong(centre);
  const before = await centre.ring('support', { keys: ['1'] });
  let holders = 4;
  const moving = await centre.hold(before, {
    leg: { hangsUpAfterMs: 2.5 * minuteMs },
    meanwhile: async () => {
      holders -= 1;
      centre.world.staff(agents(1), [{ queue: 'support', count: holders, oldestAgeMs: 20 * minuteMs }]);
    },
  });
  const said = ['Two callers are ahead of you.', 'One caller is ahead of you.', 'You are next in line.'];
  const positions = said.map((phrase) => moving.words.indexOf(phrase));
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  expect(positions[0]).toBeGreaterThan(-1);
});

test('no callback is offered to whom an agent takes within the next half minute', async () => {
  const centre = openCentre();
  // Pick-ups every ten seconds, after waits of a minute: eighteen and seven seconds.
  await waitLong(centre, minuteMs);
  const before = await centre.ring('support', { keys: ['1'] });
  const scene = await centre.hold(before, { leg: { hangsUpAfterMs: minuteMs } });
  expect(scene.words).toContain('You are next in line. The expected wait is less than a minute.');
  expect(scene.words).not.toContain('To be called back');
});

test('nothing that is not known is said: without a pace and without figures there is only music', async () => {
  const centre = openCentre({ config: { queues: [twoLanguages({ hold: { interruptSeconds: 30, offer: false } })] } });
  const before = await centre.ring('support', { keys: ['1'] });
  centre.world.staff(undefined);
  const scene = await centre.hold(before, { leg: { hangsUpAfterMs: 2 * minuteMs } });
  expect(scene.asked.length).toBeGreaterThan(2);
  expect(scene.words.replaceAll('Thank you for waiting. We will be with you as soon as we can.', '').trim()).toBe('');
});

test('a wrong key, and going back from the proposal, lead back to the music', async () => {
  const { centre, scene } = await holds({}, { keys: ['5', '1', '*', '1', 'silence', 'silence'] });
  expect(times(scene, 'that key is not one of the choices')).toBe(1);
  expect(scene.place).toBe('gone');
  expect(scene.words).toMatch(/as soon as we can\.[^.]*$|press one\. Otherwise, please stay on the line\.$/);
  expect(await stored(centre)).toBeUndefined();
});

describe('after the longest hold', () => {
  test('who takes no last offer is told so, and the call is noted as missed', async () => {
    const { scene } = await holds({ longestSeconds: 60 }, {});
    expect(times(scene, 'we cannot keep you waiting on the line any longer')).toBe(2);
    expect(scene.words).toMatch(/any longer\. .*We are sorry that we could not answer your call\. .* Goodbye\.$/);
    expect(scene.words).not.toContain('we cannot help you right now');
    expect(scene).toMatchObject({ stages: ['hold_limit'], place: 'hung up' });
  });

  test('a last offer that cannot be played sends nobody away: the music goes on', async () => {
    const fault = ({ action }: { readonly action: string }) =>
      action === 'last-offer' ? 'NoMatchingError' : undefined;
    const { scene } = await holds({ longestSeconds: 60 }, {}, '1', { fault });
    expect(scene.path).toContain('last-offer error:NoMatchingError');
    expect(scene).toMatchObject({ place: 'gone' });
    expect(scene.words).not.toContain('could not answer your call');
  });

  test('a message ends the call, where the queue is set to', async () => {
    const { scene } = await holds({ longestSeconds: 60, atLongest: 'message' }, {});
    expect(scene.words).toMatch(
      /We are sorry that we could not answer your call\. Please call us again later\. Goodbye\.$/,
    );
    expect(scene).toMatchObject({ stages: ['hold_limit'], place: 'hung up' });
  });

  test('who holds with an open callback is not sent away: the callback stands', async () => {
    const queues = [twoLanguages({ hold: { interruptSeconds: 30, longestSeconds: 60 } })];
    const centre = openCentre({ config: { queues } });
    await waitLong(centre);
    await centre.ends(await centre.ring('support', { keys: ['1', '1', '1'] }));
    const before = await centre.ring('support');
    const scene = await centre.hold(before, { leg: { hangsUpAfterMs: 4 * minuteMs } });
    expect(scene.stages).toEqual([]);
    expect(scene.words).toContain('You are next in line.');
    expect(scene.words).not.toContain('To be called back');
  });
});

test('a recording that cannot be played leaves nobody in silence', async () => {
  const musicPromptId = `${policyOf().instanceArn}/prompt/0d4f1a9b-5c3e-4b6d-8a7f-1e2d3c4b5a69`;
  const queues = [twoLanguages({ hold: { interruptSeconds: 30, musicPromptId } })];
  const fault = ({ action }: { readonly action: string }) => (action === 'music' ? 'NoMatchingError' : undefined);
  for (const habits of [{}, { fault }]) {
    const centre = openCentre({ config: { queues } }, habits);
    await waitLong(centre);
    const scene = await centre.hold(await centre.ring('support', { keys: ['1'] }), {
      leg: { hangsUpAfterMs: 100_000 },
    });
    const isHeard = scene.heard[0]?.source === musicPromptId;
    expect(isHeard).toBe(!('fault' in habits));
    expect(scene.words.startsWith('Thank you for waiting. We will be with you')).toBe(!isHeard);
    expect(times(scene, 'You are next in line.')).toBe(2);
    expect(scene.place).toBe('gone');
  }
});

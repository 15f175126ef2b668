import * as fc from 'fast-check';
import { operations, type OperationSpec } from '../../lib/core/dialogue/operations';
import { taskTokenOf } from '../../lib/core/callback/offering';
import type { Callback } from '../../lib/core/callback/callback';
import { callerNumber, dialing, inEveryState, noonMs, stateNames } from '../support/builders/callbacks';
import { queueConfig } from '../support/builders/policies';
import { agents, createWorld, type World } from '../support/builders/world';
import { ask, type Answer } from './ivr-asking';
import { namesMissed, operationsAsked } from './ivr-flow-ways';

const operationNames = Object.keys(operations);
const specOf = (name: string): OperationSpec | undefined =>
  Object.entries(operations).find(([key]) => key === name)?.[1];
const slotMs = noonMs + 3_600_000;
const fullMs = noonMs + 45 * 60_000;

/** What may be different from call to call. */
const scenes = fc.record({
  operation: fc.constantFrom(...operationNames),
  endpoint: fc.constantFrom({ Address: callerNumber }, { Address: '+441632960009' }, { Address: 'anonymous' }, null),
  state: fc.constantFrom('none' as const, 'cancelled dial' as const, 'resumed dial' as const, ...stateNames),
  /** Of the callback, where there is one. */
  own: fc.record({
    slotMs: fc.constantFrom(undefined, slotMs, noonMs - 60_000),
    callNumber: fc.constantFrom(undefined, '+441632960002'),
    language: fc.constantFrom(undefined, 'ru-RU' as const),
    origin: fc.constantFrom('requested' as const, 'lost' as const),
    attempt: fc.constantFrom(0, 2, 12),
  }),
  contact: fc.constantFrom('inbound', 'inbound before', 'dial', 'dial by attributes', 'task'),
  slot: fc.constantFrom(undefined, 'none', 'missing', String(slotMs), String(fullMs), String(noonMs), 'later'),
  after: fc.constantFrom(undefined, 'none', String(slotMs), String(noonMs + 30 * 86_400_000)),
  number: fc.constantFrom(
    {},
    { numberChoice: 'cli' },
    ...['01632 960002', '123', '', '+1 212 555 0142'].map((keyedNumber) => ({ numberChoice: 'keyed', keyedNumber })),
  ),
  purpose: fc.constantFrom(undefined, 'book', 'change'),
  language: fc.constantFrom(undefined, 'en-US', 'ru-RU', 'xx'),
  languages: fc.constantFrom(['en-US' as const], ['ru-RU' as const, 'en-US' as const]),
  isHoldAllowed: fc.boolean(),
  longestSeconds: fc.constantFrom(undefined, 60),
  ageBy: fc.constantFrom('api' as const, 'ladder' as const),
  isOpen: fc.boolean(),
  holders: fc.constantFrom(undefined, 0, 7, 400),
  hasPace: fc.boolean(),
  hasOptedOut: fc.boolean(),
});
type Scene = typeof scenes extends fc.Arbitrary<infer T> ? T : never;

function callbackOf({ state, own }: Scene): Callback | undefined {
  if (state === 'none') return undefined;
  const { callNumber, language, origin, attempt } = own;
  const facts = {
    ...(callNumber === undefined ? {} : { callNumber }),
    ...(language === undefined ? {} : { language }),
    ...(own.slotMs === undefined ? {} : { slotMs: own.slotMs, placeMs: own.slotMs }),
    origin,
    attempt,
  };
  if (state === 'cancelled dial') return dialing({ ...facts, after: { kind: 'cancel' } });
  if (state === 'resumed dial') return dialing({ ...facts, after: { kind: 'resume' } });
  const callback = inEveryState[state];
  // The request of a dial is of its attempt.
  return callback.state === 'dialing' ? dialing(facts) : { ...callback, ...facts };
}

async function worldOf(scene: Scene): Promise<World> {
  const hold = {
    allowed: scene.isHoldAllowed,
    ...(scene.longestSeconds === undefined ? {} : { longestSeconds: scene.longestSeconds }),
  };
  const support = queueConfig('support', { languages: [...scene.languages], hold, slots: { capacity: 1 } });
  const world = createWorld({
    config: { ageBy: scene.ageBy, queues: [support, queueConfig('billing')] },
    nowMs: scene.isOpen ? noonMs : Date.UTC(2026, 2, 2, 22),
  });
  const { store } = world;
  await store.slots.book({ queue: 'support', startMs: fullMs }, 'another', 1);
  const callback = callbackOf(scene);
  if (callback !== undefined) await world.keep(callback);
  if (scene.hasOptedOut) await store.callers.remember('+441632960002', { optedOutAtMs: noonMs });
  // Whoever cancels has heard of the callback on this call.
  if (scene.contact === 'inbound before' || scene.operation === 'cancel') {
    const number = { number: callerNumber };
    await store.contacts.remember(
      { kind: 'inbound', contactId: 'inbound-1', ...number, queue: 'support', enteredAtMs: noonMs - 120_000 },
      noonMs,
    );
  }
  if (scene.contact === 'dial' && callback !== undefined) {
    const key = { number: callback.number, queue: callback.queue };
    const attempt = callback.attempt + 1;
    await store.contacts.remember({ kind: 'dial', contactId: 'dial-1', callbackId: callback.id, key, attempt }, noonMs);
  }
  world.staff(
    scene.holders === undefined ? undefined : agents(2),
    scene.holders === undefined ? [] : [{ queue: 'support', count: scene.holders, oldestAgeMs: 900_000 }],
  );
  if (scene.hasPace)
    await world.store.pools.putStatistics('frontline', { pickUps: pickUps(world), ringToReady: [] }, 0);
  return world;
}

function pickUps({ clock }: World) {
  return [40, 30, 20, 10].map((ago) => {
    const atMs = clock.nowMs() - ago * 1000;
    const placeMs = atMs - 600_000;
    return { contactId: `p${ago}`, atMs, placeMs, readySinceMs: placeMs, isCallback: false, agentId: 'agent-1' };
  });
}

function question(scene: Scene) {
  const { operation, slot, after, number, purpose, language, endpoint: CustomerEndpoint } = scene;
  const given = { slot, after, purpose, language, queueSize: '3', ...number };
  const parameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // The flow of a task asks nothing else.
  const isTask = scene.contact === 'task' && operation === 'task_ready';
  const isDial = scene.contact.startsWith('dial') || scene.contact === 'task';
  const attempt = String((callbackOf(scene)?.attempt ?? 0) + 1);
  const Attributes = { holdfree_callback: dialing().id, holdfree_attempt: attempt, holdfree_queue_name: 'support' };
  const ofTask = { ...Attributes, holdfree_task: taskTokenOf(dialing().id, 1) };
  const byAttributes = scene.contact === 'dial' ? {} : { Attributes: isTask ? ofTask : Attributes };
  const contact = {
    CustomerEndpoint,
    ...(isDial ? { ContactId: isTask ? 'task-1' : 'dial-1', ...byAttributes } : {}),
  };
  return { operation, parameters, contact };
}

function askScene(world: World, scene: Scene): Promise<Answer> {
  const { operation, parameters, contact } = question(scene);
  return ask(world, operation, parameters, contact);
}

test('every answer is what the contract says, is asked again with the same outcome, and holds all that a flow may read', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      const world = await worldOf(scene);
      const answer = await askScene(world, scene);
      expect(faultsOf(scene.operation, answer)).toEqual([]);
      expect(namesMissed(world.policy, scene.operation, answer)).toEqual([]);
      expect(world.notes.filter(({ kind }) => kind === 'fault')).toEqual([]);
      const again = await askScene(world, scene);
      expect(again['outcome']).toBe(answer['outcome']);
      expect(faultsOf(scene.operation, again)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('every operation is asked by some flow, so that none of this is checked in vain', () => {
  expect([...operationsAsked(createWorld().policy)].toSorted()).toEqual(operationNames.toSorted());
});

/** What of an answer breaks the contract. */
function faultsOf(operation: string, answer: Answer): readonly string[] {
  const spec = specOf(operation);
  const { outcome = 'none' } = answer;
  const known = new Set([
    'outcome',
    'language',
    ...(spec?.fields ?? []),
    ...(spec?.prompts ?? []).map((key) => `say_${key}`),
  ]);
  const names = Object.keys(answer);
  const bytes = Buffer.byteLength(JSON.stringify(answer));
  return [
    ...(spec?.outcomes.includes(outcome) === true ? [] : [`the outcome ${outcome}`]),
    ...names.filter((name) => !known.has(name)).map((name) => `${name} is not in the contract`),
    ...names.filter((name) => !/\S/.test(String(answer[name]))).map((name) => `${name} is empty`),
    ...names.filter((name) => typeof answer[name] !== 'string').map((name) => `${name} is no text`),
    ...names.filter((name) => name.startsWith('say_') && !isDocument(answer[name])).map((name) => `${name} is no SSML`),
    ...names.filter((name) => holdsNumber(name, answer[name])).map((name) => `${name} may hold a number`),
    ...(bytes < 32_768 ? [] : [`${bytes} bytes`]),
  ];
}

/** Times and ids are digits by nature; everything else is in words. */
function holdsNumber(name: string, value = ''): boolean {
  if (/^(?:slot_[123]|more|ageSeconds|callbackId|queueId)$/.test(name)) return false;
  return /\d{6}/.test(value.replaceAll(/[\s().-]/g, ''));
}

function isDocument(value = ''): boolean {
  return value.startsWith('<speak>') && value.endsWith('</speak>');
}

test.each([
  ['an outcome of its own', { outcome: 'perhaps' }],
  ['a field of its own', { outcome: 'new', secret: 'x' }],
  ['a prompt of another operation', { outcome: 'new', say_slots: '<speak/>' }],
  ['an empty value', { outcome: 'new', next: ' ' }],
  ['a number', { outcome: 'new', reason: 'not +44 1632 960001' }],
  ['too many bytes', { outcome: 'new', say_welcome: `<speak>${'я'.repeat(20_000)}</speak>` }],
])('a breach is seen: %s', (_, answer) => {
  expect(faultsOf('who_is_this', answer)).not.toEqual([]);
});

test('a name that is missing is seen', () => {
  const { policy } = createWorld();
  const answer = { outcome: 'new', language: 'en-US', next: 'offer' };
  expect(namesMissed(policy, 'who_is_this', answer)).toContain('entry-support: say_welcome');
  expect(namesMissed(policy, 'who_is_this', answer)).toContain('entry-support: say_offer');
  expect(namesMissed(policy, 'who_is_this', answer)).not.toContain('entry-support: say_returning');
});

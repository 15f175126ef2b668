import type { CallbackOrder, FlowLeg } from '../../../../local/connect/types';
import { createWorld, SETUP } from './world';

const ORDER: CallbackOrder = {
  queueId: 'q-support',
  initialDelaySeconds: 60,
  attemptsMax: 2,
  retryDelaySeconds: 600,
};

test.each([
  ['+12065550142', 'set'],
  ['+442079460000', 'not_dialable'],
  ['+1206555', 'invalid'],
  ['12065550142', 'invalid'],
  ['+1 206 555 0142', 'invalid'],
  ['', 'invalid'],
])('the callback number %s is %s', async (number, answer) => {
  const answers: string[] = [];
  const { call, run } = createWorld({
    setup: { ...SETUP, allowedPrefixes: ['+1'] },
    play: async (leg) => void answers.push(leg.setCallbackNumber(number)),
  });
  call('q-support');
  await run(0);
  expect(answers).toEqual([answer]);
});

test('without a number of its own it calls the number that the customer rang from', async () => {
  const { call, run, nextOf, emulator } = createWorld({
    play: async (leg) => void leg.createCallback(ORDER),
  });
  const inbound = call('callback', '+12065550188');
  await run(0);
  expect(emulator.contact(nextOf(inbound))?.customerNumber).toBe('+12065550188');
});

const { queueId: _queueId, ...UNADDRESSED } = ORDER;

test.each([
  ['no queue', UNADDRESSED],
  ['an unknown queue', { ...ORDER, queueId: 'q-nowhere' }],
  ['a queue without room', { ...ORDER, queueId: 'q-full' }],
  ['an unknown creation flow', { ...ORDER, flowId: 'flow-nowhere' }],
  ['no delay', { ...ORDER, initialDelaySeconds: 0 }],
  ['a delay of more than three days', { ...ORDER, initialDelaySeconds: 259_201 }],
  ['a second and a half between attempts', { ...ORDER, retryDelaySeconds: 1.5 }],
  ['no attempt', { ...ORDER, attemptsMax: 0 }],
] satisfies [string, CallbackOrder][])('a callback with %s is refused', async (_name, order) => {
  const answers: string[] = [];
  const { call, run, nextOf } = createWorld({
    setup: { ...SETUP, queues: [...SETUP.queues, { id: 'q-full', name: 'Full', maxContacts: 0 }] },
    play: async (leg) => void answers.push(leg.createCallback(order)),
  });
  const inbound = call('callback');
  await run(0);
  expect(answers).toEqual(['refused']);
  expect(nextOf(inbound)).toBe('none');
});

test('without a queue of its own it goes where the caller was to go', async () => {
  const play = async (leg: FlowLeg): Promise<void> => {
    leg.setTargetAgent('ann');
    leg.createCallback(UNADDRESSED);
  };
  const { emulator, call, run, nextOf } = createWorld({ play });
  const inbound = call('callback');
  await run(60_000);
  expect(emulator.contact(nextOf(inbound))).toMatchObject({ stage: 'queued', queueId: 'agent/ann' });
});

test('a caller without a number, or with one that may not be called, is refused', async () => {
  const answers: string[] = [];
  const { call, run } = createWorld({
    setup: { ...SETUP, allowedPrefixes: ['+44'] },
    play: async (leg) => void answers.push(leg.createCallback(ORDER)),
  });
  call('callback', null);
  call('callback', '+12065550142');
  call('callback', '+442079460000');
  await run(0);
  expect(answers).toEqual(['refused', 'refused', 'created']);
});

test('the twelfth contact of a chain orders none', async () => {
  const answers: string[] = [];
  const { call, run } = createWorld({
    play: async (leg, entry) => {
      if (entry.kind === 'inbound') {
        leg.setTargetQueue('q-support');
        leg.transferToQueue();
      } else if (leg.dequeueTo({ queueId: 'q-support' }) === 'no_queue') answers.push(leg.createCallback(ORDER));
    },
  });
  call('q-support');
  await run(1_000);
  expect(answers).toEqual(['refused']);
});

import { compileFlow, FlowRefused } from '../../../infra/flows/build/compile';
import { note } from '../../../infra/flows/build/contact';
import { atMost, choose, endFlow, invoke, returnFromModule, stopLogging } from '../../../infra/flows/build/control';
import type { ActionDraft, FlowDraft } from '../../../infra/flows/build/draft';
import { ask, askDigits, hangUp, playOn, say } from '../../../infra/flows/build/participant';
import { answered, fixed } from '../../../infra/flows/build/prompt';
import { toQueue } from '../../../infra/flows/build/queue';
import { readFlow } from '../../../infra/flows/language/document';
import { lintFlow } from '../../../infra/flows/lint/lint-flow';

const asker = { ivrArn: 'arn:aws:lambda:eu-west-2:111122223333:function:ivr', queue: 'support' };
const hello = fixed('<speak>Hello.</speak>');

function draft(actions: readonly ActionDraft[], more: Partial<FlowDraft> = {}): FlowDraft {
  const [first] = actions;
  const start = first?.id ?? 'none';
  return { key: 'sample', name: 'Sample', description: 'A sample.', type: 'CONTACT_FLOW', start, actions, ...more };
}

const whole = draft([
  note('note', { stage: 'entered' }, { next: 'who' }),
  invoke('who', asker, { operation: 'who_is_this' }, { next: 'say', failed: 'queue' }),
  say('say', answered('welcome'), 'queue'),
  toQueue('queue', { full: 'bye', failed: 'bye' }),
  hangUp('bye'),
]);

test('what is written down is a flow that Connect takes without a word', () => {
  const { content, type } = compileFlow(whole);
  const reading = readFlow(content);
  if (reading.outcome === 'refused') throw new Error(reading.reason);
  expect(reading.document.declaredType).toBe('contactFlow');
  expect(lintFlow(reading.document, type)).toEqual([]);
});

test('the same draft is written down in the same bytes', () => {
  expect(compileFlow(whole).content).toBe(compileFlow(whole).content);
});

test('a module has settings and no type, and may return', () => {
  const { content } = compileFlow(draft([say('say', hello, 'back'), returnFromModule('back')], { isModule: true }));
  expect(JSON.parse(content)).toMatchObject({ Settings: {} });
  expect(JSON.parse(content).Metadata.type).toBeUndefined();
});

const unsafe = { id: 'q', type: 'TransferContactToQueue', parameters: {}, next: 'bye' };
const threeInARow = ['a', 'b', 'c'].map((id, index, ids) =>
  invoke(id, asker, { operation: 'cancel' }, { next: ids[index + 1] ?? 'bye', failed: 'bye' }),
);
const many = Array.from({ length: 250 }, (_, index) => say(`say-${index}`, hello, `say-${index + 1}`));
const digits = askDigits('digits', hello, { keyed: 'bye', nothing: 'bye' });
const promise = (operation: 'propose' | 'register' | 'change') =>
  invoke('promise', asker, { operation }, { next: 'bye', failed: 'bye' });
const menu = (to: string) => ask('menu', hello, { keys: { '1': to }, silence: 'bye', otherKey: 'bye', failed: 'bye' });

/** What is wrong, and what the message must name. */
const refused: readonly (readonly [string, FlowDraft, readonly string[]])[] = [
  ['an unknown target', draft([say('say', hello, 'nowhere')]), ['sample', 'say', 'nowhere']],
  ['a missing error branch', draft([unsafe, hangUp('bye')]), ['q', 'QueueAtCapacity']],
  [
    'the wrong flow type',
    draft([toQueue('q', { full: 'end', failed: 'end' }), endFlow('end')], { type: 'CUSTOMER_QUEUE' }),
    ['q', 'CUSTOMER_QUEUE'],
  ],
  ['an action that nothing leads to', draft([hangUp('bye'), say('lost', hello, 'bye')]), ['lost', 'no way leads here']],
  ['too many actions', draft([...many, hangUp('say-250')]), ['251 actions']],
  ['too long a name', draft([hangUp('bye')], { name: 'x'.repeat(128) }), ['128 characters']],
  ['too long a description', draft([hangUp('bye')], { description: 'x'.repeat(501) }), ['501 characters']],
  ['an empty prompt', draft([say('say', fixed(''), 'bye'), hangUp('bye')]), ['say', 'SSML']],
  ['a doubled name', draft([say('bye', hello, 'bye'), hangUp('bye')]), ['bye', 'same identifier']],
  [
    'a key that is none',
    draft([{ ...menu('bye'), ways: [{ operator: 'Equals', operand: '12', to: 'bye' }] }, hangUp('bye')]),
    ['menu', '12'],
  ],
  [
    'interrupts that leave an agent no time',
    draft([playOn('music', [hello], { interruptSeconds: 20, interrupted: 'end', failed: 'end' }), endFlow('end')], {
      type: 'CUSTOMER_QUEUE',
    }),
    ['music', '20'],
  ],
  [
    'an answer read before any question',
    draft([say('say', answered('offer'), 'bye'), hangUp('bye')]),
    ['say', 'say_offer', 'no question'],
  ],
  [
    'an answer read after a question that failed',
    draft([
      invoke('who', asker, { operation: 'who_is_this' }, { next: 'say', failed: 'say' }),
      say('say', answered('welcome'), 'bye'),
      hangUp('bye'),
    ]),
    ['say', 'no question'],
  ],
  [
    'a prompt that the question does not bring',
    draft([
      invoke('who', asker, { operation: 'who_is_this' }, { next: 'say', failed: 'bye' }),
      say('say', answered('slots'), 'bye'),
      hangUp('bye'),
    ]),
    ['say', 'who_is_this does not answer say_slots'],
  ],
  [
    'a field that the question does not bring',
    draft([
      invoke('who', asker, { operation: 'cancel' }, { next: 'go', failed: 'bye' }),
      choose('go', '$.External.next', { offer: 'bye' }, 'bye'),
      hangUp('bye'),
    ]),
    ['go', 'cancel does not answer next'],
  ],
  [
    'functions that may keep a caller in silence for too long',
    draft([...threeInARow, hangUp('bye')]),
    ['c', '3 functions in a row'],
  ],
  ...(['propose', 'register', 'change'] as const).map(
    (operation) =>
      [
        `an answer that spells the number, in a flow's log: ${operation}`,
        draft([promise(operation), hangUp('bye')]),
        ['promise', 'logging'],
      ] as const,
  ),
  ['a number keyed into a log', draft([digits, hangUp('bye')]), ['digits', 'logging']],
  [
    'a number that is logged on one way of two',
    draft([menu('unlogged'), stopLogging('unlogged', 'promise'), promise('propose'), hangUp('bye')].map(toPromise)),
    ['promise', 'logging'],
  ],
  [
    'a number that is logged because logging was begun again',
    draft([
      stopLogging('unlogged', 'logged'),
      { ...stopLogging('logged', 'promise'), parameters: { FlowLoggingBehavior: 'Enabled' } },
      promise('register'),
      hangUp('bye'),
    ]),
    ['promise', 'logging'],
  ],
  [
    'a circle in which nothing is ever said',
    draft([
      menu('one'),
      note('one', { stage: 'menu' }, { next: 'two' }),
      choose('two', '$.Attributes.a', { b: 'one', c: 'three' }, 'bye'),
      note('three', { stage: 'menu' }, { next: 'bye' }),
      hangUp('bye'),
    ]),
    ['one, two: a circle'],
  ],
  [
    'an action that leads to itself',
    draft([choose('self', '$.Attributes.a', { b: 'self' }, 'bye'), hangUp('bye')]),
    ['self: a circle'],
  ],
  ['a return outside a module', draft([returnFromModule('back')]), ['back', 'EndFlowModuleExecution']],
];

/** The menu leads past the action that stops logging too. */
function toPromise(action: ActionDraft): ActionDraft {
  return action.id === 'menu'
    ? { ...action, next: 'promise', errors: { ...action.errors, InputTimeLimitExceeded: 'promise' } }
    : action;
}

test.each([
  ['a number, once nothing is logged', [stopLogging('unlogged', 'promise'), promise('change'), hangUp('bye')]],
  ['digits, once nothing is logged', [stopLogging('unlogged', 'digits'), digits, hangUp('bye')]],
  ['a circle that asks for a key', [{ ...menu('menu'), next: 'bye' }, hangUp('bye')]],
  [
    'a circle that ends',
    [
      atMost('times', 3, { again: 'note', enough: 'bye' }),
      note('note', { stage: 'menu' }, { next: 'times' }),
      hangUp('bye'),
    ],
  ],
])('accepted: %s', (_, actions) => {
  expect(() => compileFlow(draft(actions))).not.toThrow();
});

test.each(refused)('refused, naming the action: %s', (_, flow, words) => {
  let message = '';
  try {
    compileFlow(flow);
  } catch (error) {
    if (!(error instanceof FlowRefused)) throw error;
    ({ message } = error);
  }
  for (const word of words) expect(message).toContain(word);
});

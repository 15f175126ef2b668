import * as fc from 'fast-check';
import type { ContactEvent } from '../../lib/app/record-contact-event';
import type { DialFate } from './ringing-connect';
import type { Trouble } from './risky-ports';

/** One thing that happens in a drawn day; callers, queues, slots and contacts are picked by index. */
export type Act =
  | { readonly kind: 'pass' }
  | { readonly kind: 'register' | 'cancel' | 'ring_in' | 'opt_out'; readonly caller: number; readonly queue: number }
  | { readonly kind: 'choose_slot'; readonly caller: number; readonly queue: number; readonly slot: number }
  | { readonly kind: 'leave'; readonly isServed: boolean }
  | {
      readonly kind: 'contact';
      readonly pick: number;
      /** What happens to it, one thing after another. */
      readonly moves: readonly ContactEvent['kind'][];
      /** How often it is told of: never, once or twice. */
      readonly told: number;
      readonly reason: string | undefined;
    }
  | { readonly kind: 'task'; readonly pick: number; readonly what: TaskMove; readonly told: number }
  | { readonly kind: 'staff'; readonly agents: number; readonly holders: number };

/** What becomes of a task that is offered. */
export type TaskMove = 'ready' | 'accepted' | 'ended';

/** An act with what goes wrong in the process that does it. */
export interface RiskyAct {
  readonly act: Act;
  readonly trouble: Trouble;
}

/** What happens at the same time, how dials fare meanwhile, and how long it is quiet afterwards. */
export interface Round {
  readonly acts: readonly RiskyAct[];
  readonly fates: readonly DialFate[];
  readonly thenMs: number;
}

/** How often each act comes, and how long rounds are apart. */
export interface Drawn {
  readonly weights?: Partial<Readonly<Record<Act['kind'], number>>>;
  readonly thenMs?: readonly number[];
  readonly rounds?: { readonly minLength: number; readonly maxLength: number };
  /** How many processes run at once. */
  readonly atOnce?: number;
  readonly isFaultless?: boolean;
  readonly agentsMax?: number;
  readonly holdersMax?: number;
}

const usual: Readonly<Record<Act['kind'], number>> = {
  pass: 6,
  register: 2,
  choose_slot: 1,
  cancel: 1,
  opt_out: 0,
  ring_in: 2,
  leave: 2,
  contact: 6,
  task: 3,
  staff: 0,
};
const moves: readonly (readonly ContactEvent['kind'][])[] = [
  ['initiated'],
  ['connected_to_system'],
  ['queued'],
  ['queued', 'connected_to_agent'],
  ['queued', 'connected_to_agent', 'disconnected'],
  ['queued', 'disconnected'],
  ['connected_to_agent'],
  ['connected_to_agent', 'disconnected'],
  ['disconnected'],
  ['disconnected'],
];
const reasons = [undefined, undefined, 'TELECOM_BUSY', 'TELECOM_UNANSWERED', 'TELECOM_PROBLEM'];
const index = fc.nat(7);

/** One act, whose kinds come as often as `weights` says. */
function anyAct({ weights, agentsMax = 6, holdersMax = 0 }: Drawn): fc.Arbitrary<Act> {
  const kind = <K extends Act['kind']>(name: K) => fc.constant(name);
  const ofCaller = { caller: index, queue: index };
  const told = fc.constantFrom(0, 1, 1, 2);
  const all: Readonly<Record<Act['kind'], fc.Arbitrary<Act>>> = {
    pass: fc.record({ kind: kind('pass') }),
    register: fc.record({ kind: kind('register'), ...ofCaller }),
    cancel: fc.record({ kind: kind('cancel'), ...ofCaller }),
    ring_in: fc.record({ kind: kind('ring_in'), ...ofCaller }),
    opt_out: fc.record({ kind: kind('opt_out'), ...ofCaller }),
    choose_slot: fc.record({ kind: kind('choose_slot'), ...ofCaller, slot: index }),
    leave: fc.record({ kind: kind('leave'), isServed: fc.boolean() }),
    contact: fc.record({
      kind: kind('contact'),
      pick: index,
      moves: fc.constantFrom(...moves),
      told,
      reason: fc.constantFrom(...reasons),
    }),
    task: fc.record({
      kind: kind('task'),
      pick: index,
      what: fc.constantFrom<TaskMove[]>('ready', 'accepted', 'accepted', 'accepted', 'accepted', 'ended'),
      told,
    }),
    staff: fc.record({ kind: kind('staff'), agents: fc.nat(agentsMax), holders: fc.nat(holdersMax) }),
  };
  const weighted = { ...usual, ...weights };
  return fc.oneof(
    ...Object.entries(all).map(([name, arbitrary]) => ({
      arbitrary,
      weight: Object.entries(weighted).find(([other]) => other === name)?.[1] ?? 0,
    })),
  );
}

const anyTrouble: fc.Arbitrary<Trouble> = fc.record({
  kind: fc.constantFrom<Trouble['kind'][]>('fails', 'answer_lost', 'dies'),
  call: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 24 }) }),
});
const anyFate = fc.constantFrom<DialFate[]>(
  'started',
  'started',
  'answer_lost',
  'never_reached',
  'throttled',
  'refused',
);

/** The rounds of a day. */
export function anyRounds(drawn: Drawn = {}): fc.Arbitrary<readonly Round[]> {
  const { thenMs = [1_000, 30_000, 80_000, 80_000, 400_000], atOnce = 6, isFaultless = false } = drawn;
  const trouble = isFaultless ? fc.constant<Trouble>({ kind: 'fails', call: 0 }) : anyTrouble;
  const round = fc.record({
    acts: fc.array(fc.record({ act: anyAct(drawn), trouble }), { minLength: 1, maxLength: atOnce }),
    fates: isFaultless ? fc.constant([]) : fc.array(anyFate, { maxLength: 3 }),
    thenMs: fc.constantFrom(...thenMs),
  });
  return fc.array(round, drawn.rounds ?? { minLength: 2, maxLength: 7 });
}

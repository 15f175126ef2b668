import type { Deps } from '../../lib/app/deps';
import { AdapterError } from '../../lib/ports/adapter-error';
import type { Store } from '../../lib/ports/store';

/** What goes wrong in one process: a call of it fails, or takes effect without an answer, or is the last that it makes. */
export interface Trouble {
  readonly kind: 'fails' | 'answer_lost' | 'dies';
  /** Which call, counted from 1; 0 for none. */
  readonly call: number;
}

export const noTrouble: Trouble = { kind: 'fails', call: 0 };

/** What a port says that never throws, when nothing was heard of its call. */
const silence: Readonly<Record<string, unknown>> = {
  'dialer.dial': { kind: 'unknown', reason: 'TimeoutError' },
  'dialer.stop': 'unavailable',
  'contacts.describe': { kind: 'unavailable' },
  'contacts.setAge': false,
  'contacts.setRouting': false,
  'tasks.offer': { kind: 'unknown', reason: 'TimeoutError' },
  'tasks.end': 'unavailable',
  'tasks.giveTo': 'unknown',
  'effectiveHours.of': { kind: 'unknown' },
};
const neverThrows = ['dialer', 'contacts', 'tasks', 'capacity', 'effectiveHours'];

/** One call as it was made, for those who watch. */
export interface PortCall {
  /** The port and the member: `callbacks.put` say. */
  readonly name: string;
  readonly inputs: readonly unknown[];
}

/** The ports of one process, whose calls take effect when their turn comes, and one of which may go wrong. */
export function riskyPorts(
  deps: Deps,
  process: {
    readonly trouble: Trouble;
    /** Lets others go first. */
    readonly turn: () => Promise<unknown>;
    readonly watch?: (call: PortCall) => void;
  },
): Deps {
  const { trouble, turn, watch } = process;
  let calls = 0;
  let isDead = false;

  const silent = (port: string, name: string): unknown => {
    if (!isDead && neverThrows.includes(port)) return silence[name];
    throw new AdapterError(port, { retryable: true, cause: new Error(isDead ? 'the process is dead' : 'no answer') });
  };
  const part = <T extends object>(port: string, of: T): T =>
    new Proxy(of, {
      get: (target, member, receiver) => {
        const value: unknown = Reflect.get(target, member, receiver);
        if (typeof value !== 'function') return value;
        return async (...inputs: readonly unknown[]): Promise<unknown> => {
          const name = `${port}.${String(member)}`;
          if (isDead) return silent(port, name);
          calls += 1;
          const ill = calls === trouble.call ? trouble.kind : undefined;
          if (ill === 'dies') isDead = true;
          await turn();
          if (ill === 'fails') return silent(port, name);
          const answer: unknown = await Reflect.apply(value, target, inputs);
          watch?.({ name, inputs });
          // The answer travels back while others go on: events of a contact may come before its id is stored.
          if (neverThrows.includes(port)) await turn();
          return ill === undefined ? answer : silent(port, name);
        };
      },
    });
  const {
    callbacks,
    contacts,
    guards,
    pools,
    dialRate,
    slots,
    callers,
    calls: inboundCalls,
    history,
    cases,
    deliveries,
    fcr,
    roster,
  } = deps.store;
  const store: Store = {
    callbacks: part('callbacks', callbacks),
    contacts: part('calls', contacts),
    guards: part('guards', guards),
    pools: part('pools', pools),
    dialRate: part('dialRate', dialRate),
    slots: part('slots', slots),
    callers: part('callers', callers),
    calls: part('inboundCalls', inboundCalls),
    history: part('history', history),
    cases: part('cases', cases),
    deliveries: part('deliveries', deliveries),
    fcr: part('fcr', fcr),
    roster: part('roster', roster),
  };
  return {
    ...deps,
    store,
    dialer: part('dialer', deps.dialer),
    contacts: part('contacts', deps.contacts),
    tasks: part('tasks', deps.tasks),
    capacity: part('capacity', deps.capacity),
    effectiveHours: part('effectiveHours', deps.effectiveHours),
    wakes: part('wakes', deps.wakes),
  };
}

/** What a process that met trouble throws is of no interest; anything else is a bug. */
export function expectTrouble(error: unknown): void {
  if (!(error instanceof AdapterError)) throw error;
}

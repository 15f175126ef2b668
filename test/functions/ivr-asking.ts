import { createHandler } from '../../functions/ivr/handler';
import type { Deps } from '../../lib/app/deps';
import { taskTokenOf } from '../../lib/core/callback/offering';
import type { Store } from '../../lib/ports/store';
import { dialing } from '../support/builders/callbacks';
import { flowEvent, lambdaContext } from '../support/builders/lambda';

export type Answer = Readonly<Record<string, string>>;
type Texts = Readonly<Record<string, unknown>>;

/** Asks the function what a flow of the support queue would ask, by the number of most tests. */
export function ask(deps: Deps, operation: string, parameters: Texts = {}, contact: Texts = {}): Promise<Answer> {
  return askWith(deps, flowEvent({ operation, queue: 'support', ...parameters }, contact));
}

/** Asks with whatever event. */
export function askWith(deps: Deps, event: unknown): Promise<Answer> {
  return createHandler(deps)(event, lambdaContext);
}

/** The contact of our dial of the callback that most tests keep, as its flow presents it. */
export const ourDial: Texts = {
  ContactId: 'dial-1',
  InitiationMethod: 'API',
  Attributes: { holdfree_callback: dialing().id, holdfree_attempt: '1', holdfree_queue_name: 'support' },
};

/** The contact of the first task of that callback, as its flow presents it. */
export const ourTask: Texts = {
  ...ourDial,
  ContactId: 'task-1',
  Attributes: {
    holdfree_callback: dialing().id,
    holdfree_attempt: '1',
    holdfree_queue_name: 'support',
    holdfree_task: taskTokenOf(dialing().id, 1),
  },
};

/** The answer without what is spoken. */
export function fieldsOf(answer: Answer): Answer {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !name.startsWith('say_')));
}

/** Keys of what may be spoken, in order of the alphabet. */
export function spokenIn(answer: Answer): readonly string[] {
  return Object.keys(answer)
    .filter((name) => name.startsWith('say_'))
    .map((name) => name.slice('say_'.length))
    .toSorted();
}

/** The same deps, with a look at each call to the store and to Connect before or after it is made; a look may throw. */
export function watchPorts<D extends Deps>(
  deps: D,
  look: (label: string) => void,
  when: 'before' | 'after' = 'before',
): D {
  const watch = <T extends object>(name: string, part: T): T =>
    new Proxy(part, {
      get: (target, member, receiver) => {
        const value: unknown = Reflect.get(target, member, receiver);
        if (typeof value !== 'function') return value;
        return async (...inputs: readonly unknown[]): Promise<unknown> => {
          const label = `${name}.${String(member)}`;
          if (when === 'before') look(label);
          const result = (await Reflect.apply(value, target, inputs)) as unknown;
          if (when === 'after') look(label);
          return result;
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
    calls,
    history,
    cases,
    deliveries,
    fcr,
    roster,
  } = deps.store;
  const store: Store = {
    callbacks: watch('callbacks', callbacks),
    contacts: watch('contacts', contacts),
    guards: watch('guards', guards),
    pools: watch('pools', pools),
    dialRate: watch('dialRate', dialRate),
    slots: watch('slots', slots),
    callers: watch('callers', callers),
    calls: watch('calls', calls),
    history: watch('history', history),
    cases: watch('cases', cases),
    deliveries: watch('deliveries', deliveries),
    fcr: watch('fcr', fcr),
    roster: watch('roster', roster),
  };
  const { dialer, capacity, wakes } = deps;
  return {
    ...deps,
    store,
    dialer: watch('connect', dialer),
    contacts: watch('connect', deps.contacts),
    tasks: watch('connect', deps.tasks),
    capacity: watch('capacity', capacity),
    wakes: watch('wakes', wakes),
  };
}

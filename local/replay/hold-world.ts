import type { Policy } from '../../lib/core/policy/policy';
import { createRng } from '../../lib/core/rng';
import { createSeededIds } from '../../lib/adapters/system/ids';
import { createMemoryStore } from '../../lib/adapters/memory/memory-store';
import { createPeople } from '../callers/person';
import type { SteppedClock } from '../clock/stepped-clock';
import { createConnectEmulator } from '../connect/emulator';
import type { ConnectEmulator, FlowLeg, InstanceSetup } from '../connect/types';
import { createRunObserver } from '../observer/run-observer';
import { entryFlowId } from '../flows/local-shelf';
import { CENTRE_NUMBER } from '../run/centre-setup';
import { talkOf } from '../run/simulation';
import type { ReplayWorld } from './replay';

const QUEUE_ATTRIBUTE = 'queue';

/** The centre without Holdfree: everybody holds until an agent comes or patience ends. */
export function startHoldWorld(options: {
  readonly clock: SteppedClock;
  readonly seed: number;
  readonly policy: Policy;
  readonly setup: InstanceSetup;
  readonly acceptMs: number;
}): ReplayWorld {
  const { clock, seed, policy } = options;
  const people = createPeople();
  const emulator: ConnectEmulator = createConnectEmulator({
    clock,
    rng: createRng(seed * 4 + 3),
    uuid: createSeededIds(createRng(seed * 4 + 1)).uuid,
    setup: options.setup,
    flows: {
      play: async (leg, entry) => {
        if (entry.kind === 'customer_queue') await hold(leg);
        else enterQueue(leg);
      },
    },
    timing: { acceptMs: () => options.acceptMs },
    network: { dial: () => ({ kind: 'no_answer' }) },
    talk: talkOf(people),
    onChange: (change) => {
      observer.onChange(change);
      if (change.kind === 'contact_ended') people.leaves(change.contactId);
    },
  });
  const observer = createRunObserver(clock.nowMs, emulator.contact);

  function enterQueue(leg: FlowLeg): void {
    const name = leg.attributes()[QUEUE_ATTRIBUTE];
    leg.setTargetQueue(policy.queues.find((queue) => queue.name === name)?.queueId ?? '');
    leg.transferToQueue();
  }

  async function hold(leg: FlowLeg): Promise<void> {
    const person = people.on(leg.contactId, leg.contactData().CustomerEndpoint?.Address ?? null);
    if ((await leg.wait(person?.holdPatienceMs ?? 0)) === 'elapsed') emulator.hangUp(leg.contactId);
  }

  return {
    emulator,
    ring: ({ number, queue, person }) => {
      const attributes = { [QUEUE_ATTRIBUTE]: queue };
      const contactId = emulator.callIn({ from: number, to: CENTRE_NUMBER, flowId: entryFlowId(queue), attributes });
      if (contactId === undefined) observer.onBusySignal();
      else people.ringsIn(contactId, number, person);
    },
    report: () => observer.report(createMemoryStore().callbacks),
    close: async () => undefined,
  };
}

import { ok } from '../../../../lib/core/result';
import { readKeyItems } from '../../../../local/call/key-script';
import type { CallEvent } from '../../../../local/call/call-events';
import type { Person } from '../../../../local/callers/person';
import { createVisitors } from '../../../../local/callers/visitors';
import type { FlowEntry, FlowLeg } from '../../../../local/connect/types';
import type { Said, Telephone } from '../../../../local/flows/runner/types';
import { createVisits, type CallRequest } from '../../../../local/live/visits';
import { withVisitors } from '../../../../local/run/telephones';
import { policyOf, queueConfig } from '../../../support/builders/policies';
import { serve } from '../connect/serve';
import { SETUP } from '../connect/world';

export const NUMBER = '+12065550142';

/** What a flow of these tests does with whoever is on the line. */
export type Talking = (telephone: Telephone, leg: FlowLeg, entry: FlowEntry) => Promise<void>;

export function said(text: string, keys: Said['keys'] = [], contactId = 'c'): Said {
  return { contactId, flow: 'f', action: text, text, source: text, language: 'en-US', keys };
}

/** A menu that keeps what was pressed at it. */
export function menuOf(pressed: string[], keys: Said['keys'] = ['1', '2'], withinMs = 8_000): Talking {
  return async (telephone, leg) => {
    telephone.hears(said(`menu ${pressed.length + 1}`, keys, leg.contactId));
    pressed.push(await telephone.press(leg, withinMs));
  };
}

/** An emulated centre with visitors; prompts last a second. */
export async function createVisitedWorld(options: { readonly talking: Talking; readonly callsMax?: number }) {
  const visitors = createVisitors();
  const persons: Person[] = [];
  const world = await serve({
    setup: { ...SETUP, concurrentCallsMax: options.callsMax ?? 50 },
    network: withVisitors({ dial: () => ({ kind: 'no_answer' }) }, visitors),
    onChange: (change) => visits.onChange(change),
    play: async (leg, entry) => {
      const telephone = visitors.on(leg.contactId)?.telephone(leg);
      if (telephone !== undefined) await options.talking(telephone, leg, entry);
    },
  });
  const { clock, emulator } = world;
  const policy = policyOf({
    queues: [queueConfig('support', { languages: ['en-US', 'ru-RU'] }), queueConfig('billing')],
  });
  const attention = { now: 0, most: 0 };
  const visits = createVisits({
    clock,
    visitors,
    policy: { ...policy, queues: policy.queues.map((queue) => ({ ...queue, queueId: `q-${queue.name}` })) },
    agentName: (agentId) => `agent ${agentId}`,
    speechMs: () => 1_000,
    attend: () => {
      attention.now += 1;
      attention.most = Math.max(attention.most, attention.now);
      return () => void (attention.now -= 1);
    },
    simulation: () => ({
      emulator,
      ring: ({ number, queue, person }) => {
        persons.push(person);
        const attributes = { queue: `q-${queue}` };
        return emulator.callIn({ from: number, to: '+18005550199', flowId: 'flow-in', attributes });
      },
    }),
  });
  return { ...world, visits, visitors, policy, persons, attention, place, seconds };

  /** Somebody calls, with a script or without; everything that happened at the telephone is in `events`. */
  function place(keys?: readonly string[], request: Partial<CallRequest> = {}) {
    const isStaying = request.isStaying ?? false;
    const items = keys === undefined ? ok(undefined) : readKeyItems(keys, isStaying);
    if (!items.ok) throw new Error(items.error);
    const placed = visits.place({
      number: NUMBER,
      queue: 'support',
      language: undefined,
      items: items.value,
      isStaying,
      ...request,
    });
    if (placed.kind !== 'placed') throw new Error(placed.kind);
    const visit = visits.find(placed.callId);
    if (visit === undefined) throw new Error('there is no such visit');
    const events: CallEvent[] = [];
    visit.log.listen({ event: (event) => void events.push(event), over: () => undefined });
    return { ...placed, visit, events, kinds: () => events.map(({ kind }) => kind) };
  }

  /** When things of one kind happened, in seconds from the first event. */
  function seconds(events: readonly CallEvent[], kind: CallEvent['kind']): readonly number[] {
    const [first] = events;
    return events.filter((event) => event.kind === kind).map(({ atMs }) => (atMs - (first?.atMs ?? 0)) / 1_000);
  }
}

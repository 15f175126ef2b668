import { dialAttributes } from '../../lib/app/find-dial';
import type { SteppedClock } from '../clock/stepped-clock';
import type { People, Person } from '../callers/person';
import type { FlowLeg, FlowPlayer } from '../connect/types';

/** Calls the flow's Lambda block; undefined when the function failed, which a flow sees as its error branch. */
export type InvokeIvr = (event: unknown) => Promise<Readonly<Record<string, string>> | undefined>;

/** How far a caller came, noted on the contact for whoever asks later. */
export const stageAttribute = 'holdfree_stage';

/** How long the fixed flows speak. Milliseconds. */
export interface FlowTiming {
  readonly welcomeMs: number;
  /** Hearing an offer and pressing a key. */
  readonly offerMs: number;
  readonly goodbyeMs: number;
  /** Voicemail and silence are given this long to press 1. */
  readonly pressLimitMs: number;
}

export interface FixedFlowDeps {
  readonly clock: SteppedClock;
  readonly people: People;
  readonly ivr: InvokeIvr;
  readonly hangUp: (contactId: string) => void;
  /** Whether a machine picked up this dial: it never presses 1. */
  readonly isVoicemail: (contactId: string) => boolean;
  readonly timing: FlowTiming;
  /** The queue an inbound contact is for: its name in the policy, and its id. */
  readonly queueOf: (leg: FlowLeg) => { readonly name: string; readonly id: string };
}

/**
 * Plays each flow as a fixed sequence of real `ivr` calls. The target queue is set before the first of them, and
 * whatever they answer, a caller who does not ask for anything else ends up in the queue.
 */
export function createFixedFlows(deps: FixedFlowDeps): FlowPlayer {
  return {
    play: (leg, entry) => {
      switch (entry.kind) {
        case 'inbound':
          return playEntry(deps, leg);
        case 'outbound':
          return playCallback(deps, leg);
        case 'customer_queue':
          return playHold(deps, leg);
      }
    },
  };
}

async function playEntry(deps: FixedFlowDeps, leg: FlowLeg): Promise<void> {
  const queue = deps.queueOf(leg);
  leg.setTargetQueue(queue.id);
  if ((await leg.wait(deps.timing.welcomeMs)) === 'gone') return;
  const person = personOn(deps, leg);
  const metrics = leg.queueMetrics(queue.id);
  const hint: Readonly<Record<string, string>> =
    metrics === undefined
      ? {}
      : { queueSize: String(metrics.size), oldestContactAgeSeconds: String(metrics.oldestContactAgeSeconds) };
  const who = await ask(deps, leg, { operation: 'who_is_this', queue: queue.name, ...hint });
  if (who?.['outcome'] === 'has_callback' && person.whenCallbackOpen !== 'hold') {
    const operation = person.whenCallbackOpen === 'cancel' ? 'cancel' : 'where_am_i';
    await ask(deps, leg, { operation, queue: queue.name });
    leg.setAttributes({ [stageAttribute]: 'told_of_callback' });
    return sayGoodbye(deps, leg);
  }
  if (who?.['offer'] === 'yes') {
    if ((await leg.wait(deps.timing.offerMs)) === 'gone') return;
    if (person.acceptsOffer) {
      const registered = await ask(deps, leg, { operation: 'register', queue: queue.name });
      const outcome = registered?.['outcome'];
      if (outcome === 'registered' || outcome === 'already_registered') {
        leg.setAttributes({ [stageAttribute]: 'took_callback' });
        return sayGoodbye(deps, leg);
      }
    }
  }
  leg.transferToQueue();
}

async function playCallback(deps: FixedFlowDeps, leg: FlowLeg): Promise<void> {
  // The dial's own attributes name the queue, so that the caller reaches it even when no function answers.
  const queueId = leg.attributes()[dialAttributes.queueId];
  if (queueId !== undefined) leg.setTargetQueue(queueId);
  const { pressesAfterMs } = personOn(deps, leg);
  const isVoicemail = deps.isVoicemail(leg.contactId);
  if (pressesAfterMs === undefined || isVoicemail) {
    if ((await leg.wait(deps.timing.pressLimitMs)) === 'elapsed') leg.disconnect();
    return;
  }
  if ((await leg.wait(pressesAfterMs)) === 'gone') return;
  const answer = await ask(deps, leg, { operation: 'answered' });
  if (answer?.['outcome'] === 'goodbye') return sayGoodbye(deps, leg);
  leg.transferToQueue();
}

/** Music: the caller holds until an agent comes or patience ends. */
async function playHold(deps: FixedFlowDeps, leg: FlowLeg): Promise<void> {
  const person = personOn(deps, leg);
  const isCallback = leg.contactData().InitiationMethod === 'API';
  if ((await leg.wait(isCallback ? person.readyPatienceMs : person.holdPatienceMs)) === 'elapsed') {
    deps.hangUp(leg.contactId);
  }
}

async function sayGoodbye(deps: FixedFlowDeps, leg: FlowLeg): Promise<void> {
  if ((await leg.wait(deps.timing.goodbyeMs)) === 'elapsed') leg.disconnect();
}

function ask(
  deps: FixedFlowDeps,
  leg: FlowLeg,
  parameters: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>> | undefined> {
  return deps.ivr({
    Name: 'ContactFlowEvent',
    Details: { ContactData: leg.contactData(), Parameters: parameters },
  });
}

function personOn(deps: FixedFlowDeps, leg: FlowLeg): Person {
  const person = deps.people.on(leg.contactId, leg.contactData().CustomerEndpoint?.Address ?? null);
  if (person === undefined) throw new Error(`nobody is on contact ${leg.contactId}`);
  return person;
}

import { queueById, type Policy } from '../../lib/core/policy/policy';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import type { KeyItem } from '../call/key-script';
import type { Person } from '../callers/person';
import type { Visitors } from '../callers/visitors';
import type { SteppedClock } from '../clock/stepped-clock';
import type { CentreChange } from '../connect/types';
import type { Simulation } from '../run/simulation';
import { createKeyboardHand } from './keyboard-hand';
import { createScriptHand } from './script-hand';
import { createVisit, type Visit } from './visit';

/** How long a visitor and an agent talk, unless the visitor hangs up before. Simulated milliseconds. */
export const VISITOR_TALK_MS = 60_000;

const DAY_MS = 86_400_000;

/** Where the simulation asks what a visitor is like: somebody who never hangs up of their own accord. */
const visitorPerson: Person = {
  holdPatienceMs: DAY_MS,
  acceptsOffer: true,
  whenCallbackOpen: 'keep',
  pressesAfterMs: 4_000,
  readyPatienceMs: DAY_MS,
  talkMs: VISITOR_TALK_MS,
  afterContactWorkMs: 20_000,
};

/** A call as somebody from outside asks for it, all of it known to be possible. */
export interface CallRequest {
  readonly number: string | null;
  readonly queue: string;
  readonly language: LanguageCode | undefined;
  /** Undefined: keys come from a keyboard. */
  readonly items: readonly KeyItem[] | undefined;
  /** The telephone stays after the call, to be called back. */
  readonly isStaying: boolean;
}

export type PlacedCall =
  | { readonly kind: 'placed'; readonly callId: string; readonly contactId: string }
  | { readonly kind: 'busy_signal' | 'number_in_use' };

/** The telephones of all visitors. Everything but `find` only in tasks of the clock. */
export interface Visits {
  readonly place: (request: CallRequest) => PlacedCall;
  /** Also one whose visitor has left, until it is forgotten. */
  readonly find: (callId: string) => Visit | undefined;
  readonly forget: (callId: string) => void;
  readonly onChange: (change: CentreChange) => void;
}

export interface VisitsDeps {
  readonly clock: SteppedClock;
  readonly visitors: Visitors;
  readonly policy: Policy;
  readonly agentName: (agentId: string) => string;
  readonly speechMs: (text: string) => number;
  readonly attend: () => () => void;
  /** Asked for when somebody calls, since the centre tells of changes while it is being made. */
  readonly simulation: () => Pick<Simulation, 'emulator' | 'ring'>;
}

export function createVisits(deps: VisitsDeps): Visits {
  const { visitors, policy } = deps;
  const visits = new Map<string, Visit>();
  let calls = 0;

  function open(request: CallRequest): Visit {
    const visit = createVisit({
      number: request.number,
      nowMs: deps.clock.nowMs,
      centre: deps.simulation().emulator,
      queueName: (queueId) => queueById(policy, queueId)?.name ?? queueId,
      agentName: deps.agentName,
      hand: (line) => {
        const { items, isStaying } = request;
        return items === undefined
          ? createKeyboardHand({ line, isStaying, attend: deps.attend })
          : createScriptHand({ clock: deps.clock, line, items, isStaying, speechMs: deps.speechMs });
      },
      onLeft: () => visitors.leave(visit.visitor),
    });
    return visit;
  }

  return {
    place: (request) => {
      const { number, queue, language } = request;
      if (number !== null && visitors.at(number) !== undefined) return { kind: 'number_in_use' };
      const visit = open(request);
      const contactId = deps.simulation().ring({ number, queue, language, person: visitorPerson });
      if (contactId === undefined) return { kind: 'busy_signal' };
      visitors.arrive(visit.visitor);
      visit.called(contactId, queue);
      calls += 1;
      const callId = String(calls);
      visits.set(callId, visit);
      return { kind: 'placed', callId, contactId };
    },
    find: (callId) => visits.get(callId),
    forget: (callId) => void visits.delete(callId),
    onChange: (change) => {
      for (const visit of visits.values()) visit.onChange(change);
    },
  };
}

import type { Visitor } from '../callers/visitors';
import type { CentreChange, ConnectEmulator } from '../connect/types';
import type { Said } from '../flows/runner/types';
import { createCallLog, type CallLog } from './call-log';
import type { Hand, Line } from './hand';

/** What one telephone is connected to. */
export interface VisitDeps {
  readonly number: string | null;
  readonly nowMs: () => number;
  readonly centre: Pick<ConnectEmulator, 'hangUp' | 'answer'>;
  readonly queueName: (queueId: string) => string;
  readonly agentName: (agentId: string) => string;
  readonly hand: (line: Line) => Hand;
  /** Nobody is at the telephone any longer. */
  readonly onLeft: () => void;
}

/**
 * One telephone of somebody from outside, from the first call until they leave. Only `log` may be used outside tasks of
 * the clock. Those that answer false found nothing to act on.
 */
export interface Visit {
  readonly visitor: Visitor;
  readonly log: CallLog;
  readonly called: (contactId: string, queue: string) => void;
  readonly onChange: (change: CentreChange) => void;
  readonly type: (keys: string) => 'typed' | 'no_call' | 'scripted';
  readonly hangUp: () => boolean;
  readonly answer: () => boolean;
  readonly decline: () => boolean;
  /** Hangs up, stops the ringing, and goes. */
  readonly leave: () => void;
}

interface VisitState {
  /** Every contact this visitor was ever on: a flow may still speak on one that has just ended. */
  readonly contactIds: Set<string>;
  current: string | undefined;
  ringing: string | undefined;
  /** A message in rotation is told of once. */
  lastSaid: Said | undefined;
  hasLeft: boolean;
}

export function createVisit(deps: VisitDeps): Visit {
  const log = createCallLog(deps.nowMs);
  const state: VisitState = {
    contactIds: new Set(),
    current: undefined,
    ringing: undefined,
    lastSaid: undefined,
    hasLeft: false,
  };

  const hangUp = (): boolean => {
    if (state.current === undefined) return false;
    log.tell({ kind: 'hung_up' });
    deps.centre.hangUp(state.current);
    return true;
  };
  const answer = (): boolean => {
    const contactId = state.ringing;
    if (contactId === undefined || state.current !== undefined) return false;
    state.ringing = undefined;
    state.current = contactId;
    log.tell({ kind: 'answered' });
    hand.ringingOver();
    deps.centre.answer(contactId);
    return true;
  };
  const decline = (): boolean => {
    if (state.ringing === undefined) return false;
    log.tell({ kind: 'declined' });
    deps.centre.hangUp(state.ringing);
    return true;
  };
  const leave = (): void => {
    if (state.hasLeft) return;
    state.hasLeft = true;
    if (state.current !== undefined) deps.centre.hangUp(state.current);
    if (state.ringing !== undefined) deps.centre.hangUp(state.ringing);
    log.tell({ kind: 'left' });
    log.close();
    deps.onLeft();
  };
  const fail = (reason: string): void => {
    log.tell({ kind: 'script_failed', reason });
    leave();
  };
  const pressed = (keys: string): void => log.tell({ kind: 'pressed', keys });
  const hand = deps.hand({ pressed, hangUp, answer, decline, fail });

  return {
    visitor: visitorOf(deps, state, log, hand),
    log,
    called: (contactId, queue) => {
      state.contactIds.add(contactId);
      state.current = contactId;
      log.tell({ kind: 'called', contactId, queue });
    },
    onChange: changesOf(deps, state, log, { hand, leave }),
    type: (keys) => {
      if (state.current === undefined) return 'no_call';
      return hand.type(keys) ? 'typed' : 'scripted';
    },
    hangUp,
    answer,
    decline,
    leave,
  };
}

function visitorOf({ number }: VisitDeps, state: VisitState, log: CallLog, hand: Hand): Visitor {
  return {
    number,
    isOn: (contactId) => state.contactIds.has(contactId),
    telephone: () => ({
      hears: (said) => {
        if (isRepeated(said, state.lastSaid)) return;
        state.lastSaid = said;
        const { contactId, text, language, keys } = said;
        const known = language === undefined ? {} : { language };
        log.tell({ kind: 'said', contactId, text, ...known, keys: keys === 'digits' ? keys : [...keys] });
        hand.telephone.hears(said);
      },
      press: hand.telephone.press,
    }),
    rings: (contactId) => {
      state.contactIds.add(contactId);
      state.ringing = contactId;
      log.tell({ kind: 'ringing', contactId });
      hand.rings();
    },
  };
}

function isRepeated(said: Said, last: Said | undefined): boolean {
  const { contactId, flow, action, text, keys } = said;
  if (keys.length > 0 || last === undefined) return false;
  return last.contactId === contactId && last.flow === flow && last.action === action && last.text === text;
}

function changesOf(
  { queueName, agentName }: VisitDeps,
  state: VisitState,
  log: CallLog,
  { hand, leave }: { readonly hand: Hand; readonly leave: () => void },
): (change: CentreChange) => void {
  function ended(contactId: string, reason: string): void {
    if (contactId !== state.current && contactId !== state.ringing) return;
    const isMissed = contactId === state.ringing;
    if (isMissed) state.ringing = undefined;
    else state.current = undefined;
    if (isMissed) hand.ringingOver();
    if (state.hasLeft) return;
    log.tell({ kind: isMissed ? 'missed' : 'ended', reason });
    if (hand.ended() === 'leave') leave();
  }

  return (change) => {
    switch (change.kind) {
      case 'contact_ended':
        ended(change.contactId, change.reason);
        return;
      case 'contact_transferred':
        if (change.fromContactId !== state.current) return;
        state.contactIds.add(change.contactId);
        state.current = change.contactId;
        log.tell({ kind: 'transferred', contactId: change.contactId });
        return;
      case 'contact_queued':
        if (change.contactId === state.current) log.tell({ kind: 'queued', queue: queueName(change.queueId) });
        return;
      case 'agent_connected':
        if (change.contactId !== state.current) return;
        log.tell({ kind: 'agent', name: agentName(change.agentId) });
        hand.joined();
        return;
      case 'contact_started':
      case 'contact_connected':
      case 'agent_state':
        return;
    }
  };
}

import type { CallFacts } from '../../core/lost/call-facts';
import { canonical } from '../../core/lost/canonical';
import { conversationsOf } from '../../core/lost/conversations';
import { judgeCall } from '../../core/lost/judge-call';
import type { HandledCall, JudgedCall } from '../../core/lost/judged-call';
import { mergeCalls } from '../../core/lost/merge-call';
import { AdapterError } from '../../ports/adapter-error';
import type { CallEntry } from '../../ports/call-store';
import type { Deps } from '../deps';
import { followVerdict, repairVerdict, type VerdictDeps } from './follow-verdict';
import { gatherCall } from './gather-call';
import { keepHandled } from './keep-handled';

export type RecordCallDeps = VerdictDeps & Pick<Deps, 'contacts'>;

/** Somebody else wins a conditional write at most a few times in a row; more is a fault. */
const TRIES_MAX = 12;

/**
 * Takes what is new of an inbound call, judges the call by all that is known of it, and does what follows: conversations are
 * kept, a lost call opens its case, and one that turns out not to be lost leaves it. News may come doubled and in any order;
 * what has been told before only finishes what may have been left undone.
 */
export async function recordCall(deps: RecordCallDeps, news: CallFacts): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await deps.store.calls.get(news.callId);
    const before = stored?.value;
    const facts = await gatherCall(deps, mergeCalls(before?.facts, news), news);
    if (stored !== undefined && canonical(facts) === canonical(stored.value.facts)) {
      const talks = conversationsOf(facts, deps.policy);
      await dropStale(deps, rowsByEvents(facts, talks), talks);
      await keepAll(deps, talks, newsOnly(news));
      return repairVerdict(deps, stored.value, stored.version);
    }
    const verdict = await judge(deps, facts);
    const { judged } = verdict;
    const entry: CallEntry = { facts, ...(judged === undefined ? {} : { judged }) };
    if ((await deps.store.calls.put(entry, stored?.version ?? 0)) === 'conflict') continue;
    const known = before === undefined ? [] : conversationsOf(before.facts, deps.policy);
    const texts = known.map(canonical);
    const talks = conversationsOf(facts, deps.policy);
    await dropStale(deps, [...known, ...rowsByEvents(facts, talks)], talks);
    await keepAll(deps, talks, (talk) => !texts.includes(canonical(talk)));
    return followVerdict(deps, { ...verdict, was: before?.judged, version: (stored?.version ?? 0) + 1 });
  }
  throw new AdapterError('store', { retryable: true, cause: new Error(`call changed ${TRIES_MAX} times in a row`) });
}

/** A number that somebody has blocked is looked up only where it makes a difference. */
async function judge(
  { store, policy }: RecordCallDeps,
  facts: CallFacts,
): Promise<{ readonly judged: JudgedCall | undefined; readonly optedOutAtMs?: number }> {
  const judged = judgeCall(facts, { policy, isBlocked: false });
  if (judged?.outcome !== 'lost') return { judged };
  const profile = await store.callers.get(judged.number);
  const isBlocked = profile?.blockedAtMs !== undefined;
  const optedOut = profile?.optedOutAtMs === undefined ? {} : { optedOutAtMs: profile.optedOutAtMs };
  return { judged: isBlocked ? judgeCall(facts, { policy, isBlocked }) : judged, ...optedOut };
}

/** Rows of the same conversations under the second that events have told of, and their record does not. */
function rowsByEvents({ segments }: CallFacts, talks: readonly HandledCall[]): readonly HandledCall[] {
  return talks.map((talk) => {
    const told = segments.find(({ contactId }) => contactId === talk.contactId)?.told;
    return { ...talk, connectedAtMs: told?.connectedToAgentAtMs ?? talk.connectedAtMs };
  });
}

/** A conversation has one row: under the number and the second that are believed now. */
async function dropStale(
  { store }: RecordCallDeps,
  rows: readonly HandledCall[],
  talks: readonly HandledCall[],
): Promise<void> {
  const keyOf = ({ contactId, number, connectedAtMs }: HandledCall) => canonical([contactId, number, connectedAtMs]);
  const wanted = new Set(talks.map(keyOf));
  for (const row of rows) if (!wanted.has(keyOf(row))) await store.history.dropHandled(row);
}

async function keepAll(
  deps: RecordCallDeps,
  talks: readonly HandledCall[],
  isWanted: (talk: HandledCall) => boolean,
): Promise<void> {
  for (const talk of talks) if (isWanted(talk)) await keepHandled(deps, talk);
}

function newsOnly({ segments }: CallFacts): (talk: HandledCall) => boolean {
  return ({ contactId }) => segments.some((segment) => segment.contactId === contactId);
}

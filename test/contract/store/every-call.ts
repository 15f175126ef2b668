import type { Store } from '../../../lib/ports/store';
import { claimWith } from './claims';
import { dayWith, rankingWith } from './fcr';
import { CASE_KEY, caseWith, deliveryWith, fullFacts, handledCall, lostCall, lostMark } from './lost-samples';
import { rosterWith } from './roster';
import { closedWith, guardWith, NOON_MS, NUMBER, waitingWith } from './samples';
import { tallyWith } from './tallies';

const day = { limit: 5 };
const holder = { contactId: 'c', sinceMs: NOON_MS };
const slot = { queue: 'support', startMs: NOON_MS };

/** Everything a store does, each by the command it sends. */
export const everyCall: readonly (readonly [name: string, call: (store: Store) => Promise<unknown>])[] = [
  ['get', ({ callbacks }) => callbacks.get(waitingWith())],
  ['find', ({ callbacks }) => callbacks.find('a')],
  ['ofCaller', ({ callbacks }) => callbacks.ofCaller(NUMBER)],
  ['register', ({ callbacks }) => callbacks.register(waitingWith(), 0)],
  ['put', ({ callbacks }) => callbacks.put(waitingWith(), 1)],
  ['archive', ({ callbacks }) => callbacks.archive(closedWith(), 1)],
  ['line', ({ callbacks }) => callbacks.line(waitingWith(), 5)],
  ['countBefore', ({ callbacks }) => callbacks.countBefore(waitingWith(), waitingWith(), 5)],
  ['inFlight', ({ callbacks }) => callbacks.inFlight()],
  ['due', ({ callbacks }) => callbacks.due(NOON_MS, 5)],
  [
    'remember',
    ({ contacts }) =>
      contacts.remember({ kind: 'inbound', contactId: 'c', queue: 'support', enteredAtMs: NOON_MS }, NOON_MS),
  ],
  ['contact', ({ contacts }) => contacts.get('c')],
  ['guard', ({ guards }) => guards.get(NUMBER)],
  ['putGuard', ({ guards }) => guards.put(guardWith(), 0)],
  ['see', ({ pools }) => pools.see('frontline', { agentId: 'ann', state: 'available', sinceMs: NOON_MS })],
  ['sightings', ({ pools }) => pools.sightings('frontline')],
  ['holds', ({ pools }) => pools.holds('support', holder)],
  ['holdsNoMore', ({ pools }) => pools.holdsNoMore('support', holder)],
  ['holding', ({ pools }) => pools.holding('support', 5, NOON_MS)],
  ['statistics', ({ pools }) => pools.statistics('frontline')],
  ['putStatistics', ({ pools }) => pools.putStatistics('frontline', { pickUps: [], ringToReady: [] }, 0)],
  ['dialRate', ({ dialRate }) => dialRate.get()],
  ['alias', ({ callbacks }) => callbacks.alias(NUMBER, waitingWith())],
  ['book', ({ slots }) => slots.book(slot, 'a', 4)],
  ['leave', ({ slots }) => slots.leave(slot, 'a')],
  ['counts', ({ slots }) => slots.counts('support', NOON_MS, NOON_MS + 1)],
  ['caller', ({ callers }) => callers.get(NUMBER)],
  ['rememberCaller', ({ callers }) => callers.remember(NUMBER, { language: 'ru-RU' })],
  ['closedOf', ({ callbacks }) => callbacks.closedOf('completed', '2026-03', day)],
  ['call', ({ calls: inbound }) => inbound.get('c')],
  ['putCall', ({ calls: inbound }) => inbound.put({ facts: fullFacts, judged: lostCall() }, 0)],
  ['ofDay', ({ calls: inbound }) => inbound.ofDay('2026-03-02', day)],
  ['keepLost', ({ history }) => history.keepLost(lostCall(), 1)],
  ['dropLost', ({ history }) => history.dropLost(lostCall(), 1)],
  ['keepHandled', ({ history }) => history.keepHandled(handledCall())],
  ['dropHandled', ({ history }) => history.dropHandled(handledCall())],
  ['lostSince', ({ history }) => history.lostSince(NUMBER, 0)],
  ['handledSince', ({ history }) => history.handledSince(NUMBER, 0)],
  ['lastHandled', ({ history }) => history.lastHandled(NUMBER, 5)],
  ['open', ({ cases }) => cases.open(CASE_KEY, [lostMark(1)], 'c')],
  ['mark', ({ cases }) => cases.mark(CASE_KEY, [lostMark(1)])],
  ['settle', ({ cases }) => cases.settle(caseWith(), 1)],
  ['case', ({ cases }) => cases.get(CASE_KEY)],
  ['casesOfCaller', ({ cases }) => cases.ofCaller(NUMBER)],
  ['keyOf', ({ cases }) => cases.keyOf('c')],
  ['page', ({ cases }) => cases.page({ status: 'open', fromMs: 0, toMs: NOON_MS }, day)],
  ['dueCases', ({ cases }) => cases.due(NOON_MS, 5)],
  ['delivery', ({ deliveries }) => deliveries.get('d')],
  ['take', ({ deliveries }) => deliveries.take(deliveryWith(), NOON_MS)],
  ['putDelivery', ({ deliveries }) => deliveries.put(deliveryWith())],
  ['failed', ({ deliveries }) => deliveries.failed('2026-03', day)],
  ['takeSmsTurn', ({ deliveries }) => deliveries.takeSmsTurn(NUMBER, { deliveryId: 'd', atMs: NOON_MS, perMs: 1 })],
  ['days', ({ fcr }) => fcr.days('support', '2026-03-01', '2026-03-02')],
  ['putDay', ({ fcr }) => fcr.putDay('support', dayWith('2026-03-02'))],
  ['ranking', ({ fcr }) => fcr.ranking('support')],
  ['putRanking', ({ fcr }) => fcr.putRanking('support', rankingWith(NOON_MS))],
  ['promise', ({ fcr }) => fcr.promise('support', '2026-03-02', { callbackId: 'a', attempt: 1, atMs: NOON_MS })],
  ['takeShare', ({ fcr }) => fcr.take('support', '2026-03-02', { callbackId: 'a', attempt: 1, agentId: 'ann' })],
  ['shares', ({ fcr }) => fcr.shares('support', '2026-03-02')],
  ['roster', ({ roster }) => roster.get()],
  ['putRoster', ({ roster }) => roster.put(rosterWith(NOON_MS))],
  ['claim', ({ pools }) => pools.claim('frontline', claimWith(), NOON_MS)],
  ['claims', ({ pools }) => pools.claims('frontline')],
  ['tallies', ({ pools }) => pools.tallies('frontline')],
  ['tally', ({ pools }) => pools.tally('frontline', 'ann')],
  ['putTally', ({ pools }) => pools.putTally('frontline', tallyWith(), 0)],
  ['putDialRate', ({ dialRate }) => dialRate.put({ tokens: 1, atMs: NOON_MS, slowUntilMs: 0 }, 0)],
];

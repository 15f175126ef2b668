import type { AlarmEntry } from './alarm-entry';
import { connectMeasure, happened } from './measures';

/** So many refusals in five minutes are more than a burst that the dispatcher waits out: 600 dials fit into them. */
const THROTTLED_DIALS = 30;

/** What is used up or turned away: quotas, caps and policies. */
export const limitAlarms: readonly AlarmEntry[] = [
  {
    key: 'concurrent-calls',
    means: 'Nearly all concurrent calls of the instance are in use: the next callers get a fast busy signal.',
    first: 'see whether dials or callers who ring in fill them; the quota is raised by a request to AWS.',
    // It is a decimal: 0.8 for four in five.
    of: ({ instanceId }) => ({ '': connectMeasure(instanceId, 'VoiceCalls', 'ConcurrentCallsPercentage', 'Maximum') }),
    threshold: ({ alarms }) => alarms.concurrentCallsShare,
    when: 'atLeast',
    periods: 5,
    datapoints: 3,
    missing: 'good',
  },
  {
    key: 'calls-turned-away',
    means: 'Callers got a fast busy signal: the instance was at its quota of concurrent calls.',
    first: 'lower dialing.concurrentCalls or raise what is kept free, until the quota is raised.',
    of: ({ instanceId }) => ({ '': connectMeasure(instanceId, 'VoiceCalls', 'CallsBreachingConcurrencyQuota', 'Sum') }),
    threshold: 0,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'dials-throttled',
    means: 'Connect refuses many dials for their rate: callbacks are late. None is lost.',
    first: 'see who else dials in this account and Region; they share one rate.',
    of: ({ instanceId }) => ({ '': happened(instanceId, 'DialsThrottled', 5) }),
    threshold: THROTTLED_DIALS,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'dials-capped',
    means: 'The most dials of an hour were reached and callbacks are put off: a day busier than planned, or a fraud.',
    first: 'look at which countries and queues the last requests are for, before anything is raised.',
    of: ({ instanceId }) => ({ '': happened(instanceId, 'DialsCapped', 5) }),
    threshold: 0,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'policies-refused',
    means: 'A policy that was delivered is not used: callers are served by the one before.',
    first: 'read the refusal in the log of any function; it names field, value and what is allowed.',
    of: ({ instanceId }) => ({ '': happened(instanceId, 'PoliciesRefused', 5) }),
    threshold: 0,
    when: 'above',
    periods: 1,
    // No policy is taken back for it: what is refused is not in use, and a new release may refuse the policy before.
    missing: 'good',
  },
];

import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { numbered, type AlarmEntry, type Watched } from './alarm-entry';
import { faultsAt, gauge, happened, ours, refusedRequests, sumsOf } from './measures';

/** Every operation that the table's adapter sends. */
export const tableOperations = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;

/** A pass that fails is followed by another a second later; a function that stops altogether is tried about five times in five minutes. */
const RETRIED_FAULTS = 4;

/** Faults of the functions that nobody waits for are tried again by what calls them; so many at once are not passing. */
const RETRIED_ERRORS = 5;

const LATE_MS = 600_000;

function errorsOfOthers({ functions }: Watched) {
  const others = Object.entries(functions).filter(([name]) => name !== 'ivr');
  const each = others.map(([, one]) => one.metricErrors({ period: Duration.minutes(5) }));
  return numbered(sumsOf(each, 5, 'errors'));
}

function throttles({ functions }: Watched) {
  const each = Object.values(functions).map((one) => one.metricThrottles({ period: Duration.minutes(5) }));
  return numbered(sumsOf(each, 5, 'throttles'));
}

function iteratorAge(reader: IFunction) {
  return reader.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) });
}

/** What keeps the machine going; callers feel it a little later. */
export const machineAlarms: readonly AlarmEntry[] = [
  {
    key: 'dispatcher-not-running',
    means: 'Nobody is being called back: no run of the dispatcher has ended for three minutes. Places are kept.',
    first: 'read the last error of the function dispatch in its log group.',
    of: ({ instanceId }) => ({ '': happened(instanceId, 'DispatcherRuns') }),
    threshold: 1,
    when: 'below',
    periods: 3,
    // No policy is taken back for it: it rings while a first deployment is under way, which would then never end.
    missing: 'bad',
  },
  {
    key: 'dispatcher-failing',
    means: 'Passes of the dispatcher fail, more than four in five minutes: callbacks are late. Places are kept.',
    first: 'read the last fault of the function dispatch in its log group.',
    of: ({ functions: { dispatch }, instanceId }) => {
      const errors = dispatch === undefined ? [] : [dispatch.metricErrors({ period: Duration.minutes(5) })];
      return numbered(sumsOf([...errors, faultsAt(instanceId, 'pass', 5)], 5, 'failed'));
    },
    threshold: RETRIED_FAULTS,
    when: 'above',
    periods: 1,
    missing: 'good',
    takesPolicyBack: true,
  },
  {
    key: 'ticks-missing',
    means: 'Nothing asks the dispatcher to run: neither the tick of each minute nor a caller has for five minutes.',
    first: 'see whether the schedule is enabled and its role may send to the queue.',
    of: ({ line }) => ({ '': line.metricNumberOfMessagesSent({ period: Duration.minutes(1), statistic: 'Sum' }) }),
    threshold: 1,
    when: 'below',
    periods: 5,
    missing: 'bad',
  },
  {
    key: 'oldest-due',
    means: 'A callback that is due has been looked at by nobody for longer than you allow: its caller waits in vain.',
    first: 'see whether the dispatcher runs, and whether its passes are cut short by throttles or faults.',
    of: ({ instanceId }) => ({ '': gauge(instanceId, 'OldestDue') }),
    threshold: ({ alarms }) => alarms.oldestDueMs / 1000,
    when: 'above',
    periods: 2,
    missing: 'good',
  },
  {
    key: 'watch-silent',
    means: 'Nobody measures how many callers wait: other alarms may stay quiet though something is wrong.',
    first: 'read the last error of the function watch in its log group.',
    of: ({ instanceId }) => ({ '': ours(instanceId, 'CallbacksInFlight', 'SampleCount') }),
    threshold: 1,
    when: 'below',
    periods: 5,
    missing: 'bad',
  },
  {
    key: 'dead-letters',
    means: 'Something that happened to a caller was given up after every try, and waits for a person.',
    first: 'read one message of the queue that the alarm names, and the error that it came to.',
    of: ({ deadLetters }) =>
      Object.fromEntries(
        Object.entries(deadLetters).map(([name, queue]) => [
          name,
          queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
        ]),
      ),
    threshold: 0,
    when: 'above',
    periods: 1,
    // A queue that nobody touches for six hours tells nothing any more; the letters are there all the same.
    missing: 'as before',
  },
  {
    key: 'function-errors',
    means:
      'Functions behind the calls fail, more than five times in five minutes: what they do is tried again, and late.',
    first: 'see on the dashboard which function, and read its last error.',
    of: errorsOfOthers,
    threshold: RETRIED_ERRORS,
    when: 'above',
    periods: 1,
    missing: 'good',
    takesPolicyBack: true,
  },
  {
    key: 'functions-throttled',
    means:
      'Lambda refused to start a function: the account has no concurrent run left. A caller in a flow hears the last resort.',
    first: 'compare the concurrent executions of the account with its quota.',
    of: throttles,
    threshold: 0,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'table-throttled',
    means: 'The table refuses requests for their rate: answers in flows and dials are late.',
    first: 'see on the dashboard which operation, and since when.',
    of: ({ table }) =>
      numbered(
        sumsOf(
          tableOperations.map((one) => refusedRequests(table.tableName, one)),
          5,
          'refused',
        ),
      ),
    threshold: 0,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'contact-records-late',
    means:
      'Contact records are read more than ten minutes late: lost calls are found late, and callbacks are settled late.',
    first: 'read the errors of the function contact-records.',
    of: ({ streams }) => ({ '': iteratorAge(streams.contactRecords) }),
    threshold: LATE_MS,
    when: 'above',
    periods: 5,
    missing: 'good',
  },
  {
    key: 'outbox-late',
    means: 'Events and notices about lost calls go out more than ten minutes late.',
    first: 'read the errors of the function outbox.',
    of: ({ streams }) => ({ '': iteratorAge(streams.outbox) }),
    threshold: LATE_MS,
    when: 'above',
    periods: 5,
    missing: 'good',
  },
];

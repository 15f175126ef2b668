import type { LostCase } from '../../../../lib/core/lost/case';
import { eventsOf } from '../../../../lib/core/events/events-of';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { agentId, caseId, lostCase, processedCase } from '../../../support/builders/cases';

const told = (before: LostCase | undefined, after: LostCase, version = 7) =>
  eventsOf({ kind: 'case', ...(before === undefined ? {} : { before }), after, version });
const types = (before: LostCase | undefined, after: LostCase) => told(before, after).map(({ type }) => type);

const open = lostCase();
const processed = processedCase();

describe('events of a case', () => {
  test.each<readonly [string, LostCase | undefined, LostCase, readonly string[]]>([
    ['is opened by its first summary', undefined, open, ['case.opened']],
    ['is processed when its first summary says so', undefined, processed, ['case.processed']],
    ['is processed when it is closed', open, processed, ['case.processed']],
    ['is reopened when calls are lost after that', processed, lostCase({ afterMs: noonMs }), ['case.reopened']],
    ['is reopened when it was closed between two summaries', open, lostCase({ afterMs: noonMs }), ['case.reopened']],
    [
      'is processed anew when it was reopened and closed between two summaries',
      processed,
      processedCase({ afterMs: noonMs }),
      ['case.processed'],
    ],
    [
      'tells nothing of a processed case whose last calls turned out not to be lost',
      processedCase({ afterMs: noonMs }),
      processed,
      [],
    ],
    [
      'is processed when its last calls turned out not to be lost',
      lostCase({ afterMs: noonMs }),
      processed,
      ['case.processed'],
    ],
    ['tells of another try', open, lostCase({ tries: 3 }), ['case.tried_again']],
    ['tells nothing of a try that turned out not to be one', open, lostCase({ tries: 1 }), []],
    ['tells when the deadline has passed', open, lostCase({ overdueAtMs: noonMs }), ['case.overdue']],
    ['tells that only once', lostCase({ overdueAtMs: noonMs }), lostCase({ overdueAtMs: noonMs, ourTries: 1 }), []],
    [
      'tells of the deadline of calls that were lost later',
      lostCase({ overdueAtMs: noonMs }),
      lostCase({ afterMs: noonMs, overdueAtMs: noonMs + 1 }),
      ['case.reopened', 'case.overdue'],
    ],
    [
      'tells of a try and of the deadline together',
      open,
      lostCase({ tries: 3, overdueAtMs: noonMs }),
      ['case.tried_again', 'case.overdue'],
    ],
    ['tells nothing of our own tries', open, lostCase({ ourTries: 1 }), []],
    ['tells nothing of what is found out about a processed case', processed, processedCase({ tries: 5 }), []],
    ['tells nothing of no change', open, open, []],
  ])('a case %s', (_name, before, after, expected) => {
    expect(types(before, after)).toEqual(expected);
  });

  test('have an id that a repeat of the change gives again, and the number masked', () => {
    const [first] = told(undefined, open);
    expect(told(undefined, open)).toEqual([first]);
    expect(first?.detail).toEqual({
      version: 1,
      id: `${caseId}:7:case.opened`,
      at: '2026-03-02T11:59:30.000Z',
      queue: 'support',
      number: '+44********01',
      caseId,
      status: 'open',
      firstCallAt: '2026-03-02T11:55:00.000Z',
      lastCallAt: '2026-03-02T11:59:00.000Z',
      tries: 2,
      ourTries: 0,
      type: 'abandoned',
      reason: 'agents_busy',
      after: '1970-01-01T00:00:00.000Z',
      dueAt: '2026-03-02T12:29:30.000Z',
    });
  });

  test('say who looks after the caller and which callback there is', () => {
    const customer = { name: 'Ada', agentId: 'agent-7', isVip: true };
    const [event] = told(undefined, lostCase({ customer, callbackId: 'callback-1' }));
    expect(event?.detail).toMatchObject({ agentId: 'agent-7', isVip: true, callbackId: 'callback-1' });
    expect(JSON.stringify(event)).not.toContain('Ada');
  });

  test('say how a case was closed, without the number that somebody wrote into the reason', () => {
    const closed = {
      how: 'by_hand',
      ref: 'deed-1',
      atMs: noonMs,
      by: 'Ada, 01632 960001',
      reason: `wrote to 0044 1632 960-001 and ${callerNumber}, then 0170/12\u201134567, ticket 4711`,
    } as const;
    expect(told(open, processedCase({ closed }))[0]?.detail).toMatchObject({
      how: 'by_hand',
      closedAt: '2026-03-02T12:00:00.000Z',
      at: '2026-03-02T12:00:00.000Z',
      by: 'Ada, 016*******01',
      why: 'wrote to 004************01 and +44********01, then 017********67, ticket 4711',
    });
  });

  test('say which agent has closed it, by an id that is no number', () => {
    expect(told(open, processed)[0]?.detail).toMatchObject({ how: 'got_through', by: agentId });
  });

  test('name the lost calls that were told of before those which reopen a case', () => {
    const [event] = told(processedCase({ afterMs: 1_000 }), lostCase({ afterMs: noonMs }));
    expect(event).toMatchObject({ type: 'case.reopened', detail: { priorAfter: '1970-01-01T00:00:01.000Z' } });
    expect(told(lostCase({ afterMs: 1_000 }), processed)[0]).toMatchObject({
      type: 'case.processed',
      detail: { after: '1970-01-01T00:00:00.000Z', priorAfter: '1970-01-01T00:00:01.000Z' },
    });
    expect(told(open, processed)[0]?.detail).not.toHaveProperty('priorAfter');
  });
});

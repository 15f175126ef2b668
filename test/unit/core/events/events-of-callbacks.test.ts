import type { Callback } from '../../../../lib/core/callback/callback';
import { eventsOf } from '../../../../lib/core/events/events-of';
import { closed, dialing, noonMs, scheduled, waiting } from '../../../support/builders/callbacks';

const told = (before: Callback | undefined, after: Callback) =>
  eventsOf({ kind: 'callback', ...(before === undefined ? {} : { before }), after, version: 4 });
const types = (before: Callback | undefined, after: Callback) => told(before, after).map(({ type }) => type);

const busy = { attempt: 1, outcome: 'busy', atMs: noonMs } as const;
const reached = { attempt: 2, outcome: 'reached', atMs: noonMs + 60_000 } as const;
const id = waiting().id;

describe('events of a callback', () => {
  test.each<readonly [string, Callback | undefined, Callback, readonly string[]]>([
    ['is requested', undefined, waiting(), ['callback.requested']],
    ['is requested under the key of an ended one', closed({ id: 'other' }), waiting(), ['callback.requested']],
    ['is dialed, which is nothing to tell', waiting(), dialing(), []],
    ['has an attempt ended', dialing(), scheduled({ past: [busy] }), ['callback.attempt_ended']],
    ['keeps an ended attempt, which was told', scheduled({ past: [busy] }), waiting({ past: [busy] }), []],
    [
      'has an attempt ended and is closed by it',
      dialing({ past: [busy] }),
      closed({ past: [busy, reached] }),
      ['callback.attempt_ended', 'callback.closed'],
    ],
    ['is archived, which is nothing to tell', closed(), closed({ archived: true }), []],
    ['was reached after all', closed({ outcome: 'exhausted' }), closed({ outcome: 'completed' }), ['callback.closed']],
  ])('a callback %s', (_name, before, after, expected) => {
    expect(types(before, after)).toEqual(expected);
  });

  test('have ids that a repeat of the change gives again, one for each attempt', () => {
    const events = told(dialing(), closed({ attempt: 2, past: [busy, reached] }));
    expect(events.map(({ detail }) => detail.id)).toEqual([
      `${id}:4:callback.attempt_ended:1`,
      `${id}:4:callback.attempt_ended:2`,
      `${id}:4:callback.closed`,
    ]);
    expect(events.map(({ detail }) => detail.at)).toEqual([
      '2026-03-02T12:00:00.000Z',
      '2026-03-02T12:01:00.000Z',
      '2026-03-02T12:00:00.000Z',
    ]);
    expect(events.at(-1)?.detail).toMatchObject({ outcome: 'completed', attempts: 2, callbackId: id });
  });

  test('mask the number to call, which may be another than the one that rang', () => {
    const [event] = told(undefined, waiting({ callNumber: '+441632960077' }));
    expect(event?.detail.number).toBe('+44********77');
  });
});

import fc from 'fast-check';
import type { LostCase } from '../../../../lib/core/lost/case';
import { eventSchemas, readCaseEvent } from '../../../../lib/core/events/event-schemas';
import { eventsOf } from '../../../../lib/core/events/events-of';
import { closings, lostReasons, lostTypes } from '../../../../lib/core/lost/lost-words';
import { schemaFiles } from '../../../../local/events/schema-files';
import { readText } from '../../../support/repository-files';
import { inEveryState, noonMs } from '../../../support/builders/callbacks';
import { lostCase } from '../../../support/builders/cases';

const time = fc.integer({ min: 0, max: 40 }).map((minutes) => noonMs + minutes * 60_000);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anyCase: fc.Arbitrary<LostCase> = fc
  .record({
    status: fc.constantFrom('open' as const, 'processed' as const),
    tries: fc.integer({ min: 1, max: 4_000 }),
    ourTries: fc.nat(9),
    lostAtMs: time,
    afterMs: fc.constantFrom(0, noonMs),
    type: fc.constantFrom(...lostTypes),
    reason: fc.constantFrom(...lostReasons),
    dueAtMs: maybe(time),
    overdueAtMs: maybe(time),
    callbackId: maybe(fc.uuid()),
    customer: maybe(fc.record({ name: fc.string(), agentId: fc.uuid(), isVip: fc.boolean() })),
    closed: fc.record({
      how: fc.constantFrom(...closings),
      ref: fc.uuid(),
      atMs: time,
      by: maybe(fc.string()),
      reason: maybe(fc.string({ maxLength: 200 })),
    }),
  })
  .map(({ closed, ...rest }) => lostCase(rest.status === 'processed' ? { ...rest, closed } : rest));

const anyCallback = fc
  .record({
    state: fc.constantFrom(...Object.values(inEveryState)),
    past: fc.array(fc.constantFrom('busy' as const, 'reached' as const, 'no_answer' as const), { maxLength: 3 }),
    origin: fc.constantFrom('requested' as const, 'lost' as const),
  })
  .map(({ state, past, origin }) => ({
    ...state,
    origin,
    past: past.map((outcome, index) => ({ attempt: index + 1, outcome, atMs: noonMs })),
  }));

/** What goes over the wire. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('schemas of events', () => {
  test('every event of a case keeps to its schema, says nothing else, and comes back from the bus as it was', () => {
    const read = new Set<string>();
    fc.assert(
      fc.property(maybe(anyCase), anyCase, fc.nat(99), (before, after, version) => {
        for (const event of eventsOf({ kind: 'case', ...(before === undefined ? {} : { before }), after, version })) {
          read.add(event.type);
          const sent = overTheWire(event.detail);
          expect(eventSchemas[event.type].parse(sent)).toEqual(sent);
          expect(readCaseEvent(event.type, sent)).toEqual(overTheWire(event));
        }
      }),
      { numRuns: 400 },
    );
    expect([...read].toSorted()).toEqual(
      Object.keys(eventSchemas)
        .filter((type) => type.startsWith('case.'))
        .toSorted(),
    );
  });

  test('every event of a callback does, too', () => {
    const read = new Set<string>();
    fc.assert(
      fc.property(maybe(anyCallback), anyCallback, (before, after) => {
        const change = { kind: 'callback', ...(before === undefined ? {} : { before }), after, version: 3 } as const;
        for (const event of eventsOf(change)) {
          read.add(event.type);
          const sent = overTheWire(event.detail);
          expect(eventSchemas[event.type].parse(sent)).toEqual(sent);
        }
      }),
      { numRuns: 200 },
    );
    expect([...read].toSorted()).toEqual(['callback.attempt_ended', 'callback.closed', 'callback.requested']);
  });

  test('refuse a number that is not masked', () => {
    const [event] = eventsOf({ kind: 'case', after: lostCase(), version: 1 });
    expect(readCaseEvent('case.opened', { ...event?.detail, number: '+441632960001' })).toBeUndefined();
  });

  test('let later fields pass, so that a reader of today reads what is sent tomorrow', () => {
    const [event] = eventsOf({ kind: 'case', after: lostCase(), version: 1 });
    expect(readCaseEvent('case.opened', { ...event?.detail, colour: 'blue' })).toEqual(event);
    for (const content of schemaFiles().values())
      expect(JSON.parse(content)).not.toHaveProperty('additionalProperties');
  });

  test('are the files in docs/events; npm run events:schemas writes them', () => {
    for (const [name, content] of schemaFiles()) {
      expect(JSON.parse(readText(`docs/events/${name}`))).toEqual(JSON.parse(content));
    }
  });
});

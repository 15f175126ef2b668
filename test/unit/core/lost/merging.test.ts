import * as fc from 'fast-check';
import { stages } from '../../../../lib/core/contact-attributes';
import type { CallFacts, Segment, Told } from '../../../../lib/core/lost/call-facts';
import { endedParts } from '../../../../lib/core/lost/call-parts';
import { judgeCall } from '../../../../lib/core/lost/judge-call';
import { mergeCalls } from '../../../../lib/core/lost/merge-call';
import { noonMs } from '../../../support/builders/callbacks';
import { policyOf, queueIds } from '../../../support/builders/policies';

const ms = fc.integer({ min: 0, max: 5 }).map((seconds) => noonMs + seconds * 10_000);

const told: fc.Arbitrary<Told> = fc.record(
  {
    kind: fc.constantFrom('inbound', 'transfer', 'callback', 'other'),
    initiatedAtMs: ms,
    queueId: fc.constantFrom(queueIds.support, queueIds.billing, 'q-foreign'),
    queueName: fc.constantFrom('support', 'billing'),
    enqueuedAtMs: ms,
    agentId: fc.constantFrom('a', 'b'),
    connectedToAgentAtMs: ms,
    disconnectedAtMs: ms,
    disconnectReason: fc.constantFrom('', 'OTHER', 'CUSTOMER_DISCONNECT'),
    offers: fc.nat(2),
    isTransferredOut: fc.boolean(),
    nextContactId: fc.constantFrom('c2', 'c3'),
    from: fc.constantFrom('', '+441632960001'),
    stage: fc.constantFrom(...stages),
    tookCallback: fc.boolean(),
  },
  { requiredKeys: [] },
);

const segment: fc.Arbitrary<Segment> = fc.record(
  {
    contactId: fc.constantFrom('c1', 'c2', 'c3'),
    told,
    record: fc.tuple(told, fc.integer({ min: 0, max: 2 })).map(([of, updatedAtMs]) => ({ ...of, updatedAtMs })),
  },
  { requiredKeys: ['contactId'] },
);

const call: fc.Arbitrary<CallFacts> = fc
  .array(segment, { maxLength: 4 })
  .map((segments) => mergeCalls(undefined, { callId: 'c1', segments }));

describe('what is known of a call', () => {
  test('is the same whoever told first', () => {
    fc.assert(fc.property(call, call, (a, b) => expect(mergeCalls(a, b)).toEqual(mergeCalls(b, a))));
  });

  test('is the same whatever was put together first', () => {
    fc.assert(
      fc.property(call, call, call, (a, b, c) =>
        expect(mergeCalls(mergeCalls(a, b), c)).toEqual(mergeCalls(a, mergeCalls(b, c))),
      ),
    );
  });

  test('is no more when it is told again', () => {
    fc.assert(
      fc.property(call, call, (a, b) => {
        const both = mergeCalls(a, b);
        expect(mergeCalls(both, a)).toEqual(both);
        expect(mergeCalls(both, both)).toEqual(both);
      }),
    );
  });

  test('takes the newest record whole, with what it leaves out', () => {
    const older = { contactId: 'c1', record: { updatedAtMs: 1, stage: 'queued', offers: 2 } } as const;
    const newer = { contactId: 'c1', record: { updatedAtMs: 2, stage: 'menu' } } as const;
    const merged = mergeCalls({ callId: 'c1', segments: [newer] }, { callId: 'c1', segments: [older] });
    expect(merged.segments).toEqual([newer]);
  });
});

test('whatever is known, a verdict is given or withheld, and never contradicts the facts', () => {
  const policy = policyOf();
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(call, fc.subarray(['initiatedAtMs', 'disconnectedAtMs', 'kind', 'from'] as const), (drawn, left) => {
      const whole = {
        kind: 'inbound',
        initiatedAtMs: noonMs,
        disconnectedAtMs: noonMs + 60_000,
        from: '+441632960001',
      };
      const base = Object.fromEntries(Object.entries(whole).filter(([field]) => !left.some((one) => one === field)));
      const facts = mergeCalls(drawn, { callId: 'c1', segments: [{ contactId: 'c1', told: base }] });
      const judged = judgeCall(facts, { policy, isBlocked: false });
      outcomes.add(judged?.outcome ?? 'none');
      expect(judged === undefined).toBe(endedParts(facts) === undefined);
      expect(judged?.outcome !== 'lost' || judged.number === '+441632960001').toBe(true);
    }),
    { numRuns: 2_000, seed: 5 },
  );
  expect([...outcomes].toSorted()).toEqual(['excluded', 'lost', 'none', 'served']);
});

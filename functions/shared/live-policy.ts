import { judgeDelivery } from '../../lib/core/policy/judge-delivery';
import type { Policy } from '../../lib/core/policy/policy';
import type { Deployed } from '../../lib/core/policy/to-policy';
import type { Journal } from '../../lib/ports/journal';
import type { DeliveredPolicy, PolicySource } from '../../lib/ports/policy-source';
import type { Serving } from './with-masked-faults';

/** The policy that came with the code, and whether another may take its place. */
export interface LivePolicyAround {
  readonly bundled: {
    readonly policy: Policy;
    /** The configuration that it was read from, as JSON text. */
    readonly content: string;
    readonly flows: Deployed;
  };
  /** Absent: nothing is ever delivered. */
  readonly source?: PolicySource | undefined;
  readonly journal: Journal;
}

/** A handler, and the configuration it was made for. */
interface InUse<Event, Answer> {
  readonly content: string;
  readonly run: Serving<Event, Answer>;
}

/**
 * Runs a handler by the policy that is delivered. Asked for before each invocation, so that an invocation has one policy from
 * beginning to end; the handler is made anew only when it has changed. One that may not be used is told of once, and the
 * last good one stays.
 */
export function withLivePolicy<Event, Answer>(
  prepare: (policy: Policy) => Serving<Event, Answer>,
  { bundled, source, journal }: LivePolicyAround,
): Serving<Event, Answer> {
  let inUse: InUse<Event, Answer> = { content: bundled.content, run: prepare(bundled.policy) };
  let seen: DeliveredPolicy | undefined;

  function take(delivered: DeliveredPolicy): void {
    seen = delivered;
    const { content } = delivered;
    // The usual case: what was deployed last was delivered, too.
    if (content === inUse.content) return;
    const judged = judgeDelivery(JSON.parse(bundled.content), content, bundled.flows);
    if (!judged.ok) {
      // Who delivers by hand is told of either before; here the one is a fault, the other passes with a deployment.
      const kind = judged.error.isOfAnotherDeployment ? 'policy_passed_over' : 'policy_refused';
      journal.note({ kind, reason: judged.error.lines.join('; ') });
      return;
    }
    try {
      inUse = { content, run: prepare(judged.value) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown fault';
      journal.note({ kind: 'policy_refused', reason: `nothing can be made of it: ${reason}` });
    }
  }

  return async (event, context) => {
    const delivered = await source?.latest();
    if (delivered !== undefined && delivered !== seen) take(delivered);
    return inUse.run(event, context);
  };
}

import { invariant } from '../../../lib/core/invariant';
import type { Policy } from '../../../lib/core/policy/policy';
import type { FlowEntry, FlowLeg, FlowPlayer } from '../../connect/types';
import { localFlowId, type LocalFlows } from '../local-shelf';
import type { FlowRunnerOptions } from '../runner/action';
import { createFlowRunner } from '../runner/flow-runner';
import type { ShelvedFlow } from '../runner/types';
import { mapFlows, type FlowMap } from './flow-map';
import { hostFlow } from './module-host';

/** What one walk brings with it. */
export type Cast = Required<
  Pick<FlowRunnerOptions, 'lambda' | 'telephone' | 'rng' | 'speechMs' | 'observer' | 'fault' | 'silentInput'>
>;

/** Flows that are read and mapped once, for any number of walks. */
export interface Stage {
  readonly map: FlowMap;
  /** An id that no call had before, so that nothing of an earlier one is taken over. */
  readonly newCallId: () => string;
  readonly play: (leg: FlowLeg, entry: FlowEntry, cast: Cast) => Promise<void>;
}

/** A runner that one walk has at a time. */
interface LentRunner {
  readonly play: FlowPlayer['play'];
  cast: Cast | undefined;
}

const stages = new WeakMap<LocalFlows, Stage>();

/** The stage of these flows: the same one each time. */
export function stageOf(flows: LocalFlows, policy: Policy): Stage {
  const known = stages.get(flows);
  if (known !== undefined) return known;
  const made = createStage(flows, policy);
  stages.set(flows, made);
  return made;
}

function createStage(flows: LocalFlows, { queues }: Policy): Stage {
  const hosts = new Map(
    flows.modules.flatMap(({ key }) =>
      queues.map((queue) => {
        const host = hostFlow(key, queue);
        const shelved: ShelvedFlow = { name: host.key, type: host.type, content: host.content };
        return [localFlowId(host.key), shelved] as const;
      }),
    ),
  );
  const shelf = { flow: (id: string) => hosts.get(id) ?? flows.shelf.flow(id), module: flows.shelf.module };
  const idle: LentRunner[] = [];
  let calls = 0;
  return {
    map: mapFlows(flows),
    newCallId: () => {
      calls += 1;
      return `walk-${calls}`;
    },
    play: async (leg, entry, cast) => {
      const lent = idle.pop() ?? createRunner(shelf);
      lent.cast = cast;
      try {
        await lent.play(leg, entry);
      } finally {
        lent.cast = undefined;
        idle.push(lent);
      }
    },
  };
}

/** A runner reads each flow once, which takes longer than a walk: so it is given another cast instead of made anew. */
function createRunner(shelf: FlowRunnerOptions['shelf']): LentRunner {
  const cast = (): Cast => {
    invariant(lent.cast !== undefined, 'a flow is played after its walk');
    return lent.cast;
  };
  const runner = createFlowRunner({
    shelf,
    lambda: (functionArn, event) => cast().lambda(functionArn, event),
    telephone: (leg, entry) => cast().telephone(leg, entry),
    rng: { next: () => cast().rng.next() },
    speechMs: (text) => cast().speechMs(text),
    observer: {
      step: (step) => cast().observer.step?.(step),
      ended: (contactId, end) => cast().observer.ended?.(contactId, end),
    },
    fault: (step) => cast().fault(step),
    get silentInput() {
      return cast().silentInput;
    },
  });
  const lent: LentRunner = { play: runner.play, cast: undefined };
  return lent;
}

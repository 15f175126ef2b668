import { show, type PolicyRefusal } from './refusals';
import type { ParsedConfig } from './schema';

/** A name in the configuration, and where it stands. */
interface Named {
  readonly field: string;
  readonly name: string;
}

/**
 * Queues, or pools, whose names differ only by `-`, `_` or capitals. CloudFormation takes letters and digits alone for the name
 * of an output, so that two of them would be one there; and people take one for the other.
 */
export function refusalsOfNames({ queues }: ParsedConfig): readonly PolicyRefusal[] {
  const names = queues.map(({ name }, index) => ({ field: `queues[${index}].name`, name }));
  const pools = queues.flatMap(({ name, pool }, index) => [
    // A queue alone is its own pool.
    pool === undefined ? { field: `queues[${index}].name`, name } : { field: `queues[${index}].pool`, name: pool },
  ]);
  const [ofQueues, ofPools] = [tooAlike(names), tooAlike(pools)];
  const told = new Set(ofQueues.map(({ field }) => field));
  return [...ofQueues, ...ofPools.filter(({ field }) => !told.has(field))];
}

/** One that is written just like an earlier one is not meant here: queues may share a pool, and doubled queues are told apart. */
function tooAlike(all: readonly Named[]): readonly PolicyRefusal[] {
  return all.flatMap(({ field, name }, index) => {
    const earlier = all.slice(0, index);
    if (earlier.some((one) => one.name === name)) return [];
    const alike = earlier.find((one) => plain(one.name) === plain(name));
    if (alike === undefined) return [];
    const allowed = `a name that differs from ${show(alike.name)} by more than "-", "_" and capitals`;
    return [{ field, value: show(name), allowed }];
  });
}

function plain(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverageOf, percentOf, type FlowCoverage } from './coverage';
import { labelOf, type WalkedFlow, type WalkedPolicy } from './walked-policies';

/** The folder in which tests record which branches they walked; unset, they record nothing. */
export const RECORD_FOLDER = 'HOLDFREE_FLOW_COVERAGE';

/** What the tests of flows walked, of all that there is to walk. */
export interface CoverageReport {
  readonly flows: readonly FlowCoverage[];
  readonly percent: number;
}

/** Adds branches of a policy's flows to the record, in a file of their own. */
export async function recordBranches(
  folder: string,
  policy: WalkedPolicy['name'],
  names: Iterable<string>,
): Promise<void> {
  const lines = [...names].map((name) => labelOf({ name: policy }, name));
  await writeFile(join(folder, `${policy}-${process.pid}.txt`), lines.join('\n'));
}

/** All branches that were recorded in a folder. */
export async function readRecord(folder: string): Promise<ReadonlySet<string>> {
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return new Set(texts.flatMap((text) => text.split('\n')));
}

/** Compares a record with all branches of some flows. */
export function coverageReport(flows: readonly WalkedFlow[], recorded: ReadonlySet<string>): CoverageReport {
  const covered = flows.map(({ label, compiled, of }) => ({
    ...coverageOf(compiled, (name) => recorded.has(labelOf(of, name))),
    flow: label,
  }));
  const sum = (of: (flow: FlowCoverage) => number): number => covered.reduce((total, flow) => total + of(flow), 0);
  return {
    flows: covered,
    percent: percentOf(
      sum(({ walked }) => walked),
      sum(({ branches }) => branches),
    ),
  };
}

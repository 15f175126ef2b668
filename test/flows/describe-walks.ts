import { recordBranches, coverageReport, RECORD_FOLDER } from '../../local/flows/walks/branch-record';
import { describeBreak } from '../../local/flows/walks/check-walk';
import { walkMany, type ManyWalks } from '../../local/flows/walks/walk-many';
import { labelOf, walkedFlows, walkedPolicies, type WalkedPolicy } from '../../local/flows/walks/walked-policies';

const WALKS = 300;
const FIRST_SEED = 1;

/** What must hold on guided walks through every flow and module of a policy, each flow a test. */
export function describeWalks(name: WalkedPolicy['name']): void {
  const flows = walkedFlows(walkedPolicies().filter((policy) => policy.name === name));
  const walked = new Map<string, Promise<ManyWalks>>();
  // Each flow is walked once, whichever tests are run.
  const walk = (flow: (typeof flows)[number]): Promise<ManyWalks> => {
    const many = walked.get(flow.label) ?? walkMany(flow, { walks: WALKS, seed: FIRST_SEED, isGuided: true });
    walked.set(flow.label, many);
    return many;
  };

  test.each(flows.map((flow) => [flow.label, flow] as const))(
    `${WALKS} calls through %s keep every promise`,
    async (_label, flow) => {
      const { breaks, walks } = await walk(flow);
      expect(breaks.map(describeBreak)).toEqual([]);
      expect(walks).toBe(WALKS);
    },
  );

  test(`together they take every branch of every flow of the policy ${name}`, async () => {
    const names = new Set<string>();
    for (const flow of flows) for (const branch of (await walk(flow)).branches) names.add(branch);
    const folder = process.env[RECORD_FOLDER];
    if (folder !== undefined) await recordBranches(folder, name, names);
    const report = coverageReport(flows, new Set([...names].map((branch) => labelOf({ name }, branch))));
    const missing = report.flows.flatMap(({ flow, missing: some }) => some.map((branch) => `${flow} ${branch}`));
    expect(missing).toEqual([]);
    expect(report.percent).toBe(100);
  });
}

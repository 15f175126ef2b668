import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverageReport, readRecord, recordBranches } from '../../local/flows/walks/branch-record';
import { branchesOf, branchName } from '../../local/flows/walks/branches';
import { branchesWalked, coverageOf } from '../../local/flows/walks/coverage';
import { describeBroken, describeFuzzed, fuzzReport } from '../../local/flows/walks/fuzz-report';
import { walkFlow, type Walk } from '../../local/flows/walks/walk-flow';
import type { ManyWalks } from '../../local/flows/walks/walk-many';
import { walkedFlows, walkedPolicies, type WalkedFlow } from '../../local/flows/walks/walked-policies';

const all = walkedFlows(walkedPolicies());

function flowCalled(label: string): WalkedFlow {
  const found = all.find((flow) => flow.label === label);
  if (found === undefined) throw new Error(`no flow ${label}`);
  return found;
}

function walk(label: string, seed: number, guide?: ReadonlySet<string>): Promise<Walk> {
  const { compiled, of } = flowCalled(label);
  const { flows, policy } = of;
  return walkFlow({ flows, policy, key: compiled.key, seed, ...(guide === undefined ? {} : { guide }) });
}

const told = ({ steps, heard, events, end }: Walk) => JSON.stringify({ steps, heard, events, end });

describe('a walk', () => {
  test.each(['entry-support', 'hold-support', 'everything/callback', 'module-offer'])(
    'of %s is the same whenever its seed is, and another one when it is not',
    async (label) => {
      for (let seed = 1; seed <= 20; seed += 1)
        expect(told(await walk(label, seed))).toBe(told(await walk(label, seed)));
      expect(told(await walk(label, 1))).not.toBe(told(await walk(label, 2)));
    },
  );

  test('is the same when others are made at the same time', async () => {
    const alone = told(await walk('entry-support', 7));
    const together = await Promise.all([5, 6, 7, 8].map((seed) => walk('entry-support', seed)));
    expect(together.map(told)[2]).toBe(alone);
  });

  test('meets our own function, what it might answer, and none that works', async () => {
    const sources = new Set<string>();
    for (let seed = 1; seed <= 60; seed += 1) {
      for (const { questions } of (await walk('entry-support', seed)).steps) {
        for (const { source } of questions) sources.add(source);
      }
    }
    expect([...sources].toSorted()).toEqual(['fault', 'ivr', 'specification']);
  });

  test('of a module begins and ends in a flow that uses it', async () => {
    const walks = await Promise.all(Array.from({ length: 20 }, (_, index) => walk('module-offer', index + 1)));
    const queued = walks.filter(({ end }) => end.kind === 'queued');
    expect(queued.length).toBeGreaterThan(0);
    for (const { steps, end } of queued) {
      expect(steps.some(({ flow }) => flow === 'module-offer')).toBe(true);
      expect(steps[0]?.flow).toMatch(/^host-of-module-offer-/);
      expect(end).toMatchObject({ flow: steps[0]?.flow });
    }
  });

  test.each([
    'entry-support closed-unaided-ru-RU next',
    'entry-support propose condition:1',
    'entry-support change-too-late next',
    'entry-support no-way-ru-RU error:NoMatchingError',
  ])('that looks for %s finds it sooner than by chance', async (name) => {
    const found = async (guide?: ReadonlySet<string>): Promise<number> => {
      let count = 0;
      for (let seed = 1; seed <= 60; seed += 1) {
        if (branchesWalked(await walk('entry-support', seed, guide)).includes(name)) count += 1;
      }
      return count;
    };
    expect(await found(new Set([name]))).toBeGreaterThan((await found()) + 2);
  });
});

describe('branches walked', () => {
  test('an action during which the caller left has taken none, unless it was endless music', async () => {
    const { compiled } = flowCalled('callback-hold');
    for (let seed = 1; seed <= 40; seed += 1) {
      const entry = await walk('entry-support', seed);
      const isWhole = branchesWalked(entry).length === entry.steps.length;
      expect(isWhole).toBe(entry.end.kind !== 'gone');
      const hold = await walk('callback-hold', seed);
      if (hold.end.kind !== 'gone' || !hold.end.action.startsWith('music')) continue;
      expect(branchesWalked(hold).at(-1)).toBe(`${compiled.key} ${hold.end.action} end`);
    }
  });

  test('coverage counts, names what is missing, and says 100 for nothing less than all', () => {
    const { compiled } = flowCalled('task');
    const names = branchesOf(compiled).map(branchName);
    expect(coverageOf(compiled, () => true)).toMatchObject({ branches: names.length, missing: [], percent: 100 });
    const [first] = names;
    const { walked, missing, percent } = coverageOf(compiled, (name) => name !== first);
    expect([walked, missing]).toEqual([names.length - 1, [first?.replace('task ', '')]]);
    expect(percent).toBeLessThan(100);
    expect(coverageOf(compiled, () => false).percent).toBe(0);
  });

  test('what two policies record is read together and told apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'holdfree-record-'));
    try {
      const tasks = [flowCalled('task'), flowCalled('everything/task')];
      const names = branchesOf(flowCalled('task').compiled).map(branchName);
      await recordBranches(folder, 'configured', names);
      await recordBranches(folder, 'everything', names.slice(0, 3));
      const report = coverageReport(tasks, await readRecord(folder));
      expect(report.flows.map(({ flow, walked }) => [flow, walked])).toEqual([
        ['task', names.length],
        ['everything/task', 3],
      ]);
      expect(report.percent).toBeLessThan(100);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a report on walks', () => {
  const coverage = { flow: 'callback', branches: 4, walked: 3, missing: ['queue next'], percent: 75 };
  const sound: ManyWalks = {
    walks: 5,
    ends: { terminal: 4, queued: 1, gone: 0, unhandled: 0, broken: 0 },
    coverage,
    branches: new Set(),
    breaks: [],
  };
  const broken: ManyWalks = {
    ...sound,
    breaks: [
      { key: 'callback', seed: 42, invariant: 'wordsAreSound', reason: 'a says ""', steps: ['callback a next'] },
    ],
  };

  test('tells how walks ended, leaving out what never happened', () => {
    expect(describeFuzzed({ label: 'callback', many: sound })).toBe(
      'callback: 5 walks: terminal 4, queued 1; branches 3 of 4',
    );
  });

  test('says of a broken walk what is wrong, the way there, and how to make it again', () => {
    expect(describeBroken({ label: 'everything/callback', many: sound })).toBeUndefined();
    expect(describeBroken({ label: 'everything/callback', many: broken })).toBe(
      [
        'flow callback, seed 42: wordsAreSound: a says ""',
        '  callback a next',
        'again: npm run -s flows:fuzz -- --flow everything/callback --seed 42 --walks 1',
      ].join('\n'),
    );
  });

  test('is for programs too', () => {
    expect(fuzzReport([{ label: 'callback', many: broken }], { walks: 5, seed: 38 })).toEqual({
      walks: 5,
      seed: 38,
      flows: [{ flow: 'callback', walks: 5, ends: sound.ends, branches: 4, walked: 3, missing: ['queue next'] }],
      broken: [
        { flow: 'callback', seed: 42, invariant: 'wordsAreSound', reason: 'a says ""', steps: ['callback a next'] },
      ],
    });
  });
});

import '../../local/quiet-sdk';
import { play, type Played } from '../../local/cost/play';
import type { Units } from '../../local/cost/ledger';
import { outcomes } from '../../local/cost/stories';
import { localPolicy } from '../../local/run/local-policy';
import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../local/store/embedded-dynamo';

// Goal: what a callback costs in request units does not change unseen: neither up, where somebody has to decide on it, nor
// down, where docs/performance.md has to be told. Method: one of the stories of `npm run cost`, cut where nothing follows any
// more; the bounds of the others are the command's. The dispatcher's passes are left out: they belong to everybody who waits.

const MINUTE_MS = 60_000;

let engine: EmbeddedDynamo;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
});
afterAll(() => engine.close());

/** The story, with everything in it sooner. */
async function playShort(name: string): Promise<Played> {
  const outcome = outcomes.find((one) => one.name === name);
  if (outcome === undefined) throw new Error(`no story is called ${name}`);
  const calls = outcome.story.calls.map(({ person }, index) => ({
    afterMs: index * MINUTE_MS,
    person: { ...person, talkMs: 30_000 },
  }));
  const story = { ...outcome.story, calls, agentComesAfterMs: 1.5 * MINUTE_MS, forMs: 4.5 * MINUTE_MS };
  const played = await play(localPolicy(), engine, `costs-${outcome.closedAs.join('-')}`, story);
  expect(played.journal.flatMap((entry) => (entry.kind === 'closed' ? [entry.outcome] : []))).toEqual(outcome.closedAs);
  return played;
}

/** Write units by kind, table and indexes; who is signed in is written whether anybody rings or not. */
function writesOf({ counts }: Played): Readonly<Record<string, readonly [number, number]>> {
  const written = ([kind, { writeBase, writeIndex }]: readonly [string, Units]) =>
    kind === 'roster' || writeBase + writeIndex === 0 ? [] : [[kind, [writeBase, writeIndex]] as const];
  return Object.fromEntries(Object.entries(counts.byKind).flatMap(written));
}

/** Read units by function, table and indexes. */
function readsOf({ counts }: Played): Readonly<Record<string, readonly [number, number]>> {
  const read = Object.entries(counts.byFunction).filter(([name]) => name !== 'dispatch');
  return Object.fromEntries(read.map(([name, { readBase, readIndex }]) => [name, [readBase, readIndex]]));
}

test('completed at the first attempt', async () => {
  const played = await playShort('completed at the first attempt');
  expect(writesOf(played)).toEqual({
    agent: [3, 0],
    call: [3, 2],
    callback: [18, 28],
    case: [2, 0],
    closed: [1, 1],
    contact: [9, 0],
    dial: [3, 0],
    dialrate: [1, 0],
    handled: [3, 0],
    holders: [3, 0],
    id: [1, 0],
    pace: [3, 0],
    rang: [1, 0],
  });
  expect(readsOf(played)).toEqual({ 'contact-events': [34, 0.5], 'contact-records': [9, 0], ivr: [35, 5] });
});

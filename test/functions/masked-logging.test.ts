import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { inspect } from 'node:util';
import type { Context } from 'aws-lambda';
import { createLogger } from '../../functions/shared/logger';
import { withMaskedFaults } from '../../functions/shared/with-masked-faults';
import { createLogJournal } from '../../lib/adapters/system/log-journal';
import type { Journal } from '../../lib/ports/journal';
import { lambdaContext } from '../support/builders/lambda';
import { writtenAsText } from '../support/builders/log-lines';
import { failing, numbersIn, tellingFault, toldNumbers } from '../support/builders/told-numbers';
import { tellingRuns, type Breaking } from './telling-runs';

// Goal: whatever numbers come in by events and by the words of what fails, none is told by what a function writes or throws.
// Method: every handler takes such events on ports that work, and on ports of which some or all fail with numbers in their
// words; its log is read, and what it throws is printed as Lambda prints it, and more.

const instanceId = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
const functions = path.join(__dirname, '..', '..', 'functions');
const folders = readdirSync(functions).filter((folder) =>
  readdirSync(path.join(functions, folder)).includes('handler.ts'),
);

const breakings: readonly Breaking[] = ['nothing', 'the store', 'all but the store', 'everything'];

/** All that a run says: what was logged, and what it threw with everything that hangs on it. */
async function told(run: (journal: Journal) => Promise<unknown>): Promise<string> {
  return writtenAsText(async () => {
    const journal = createLogJournal(createLogger('test'), { instanceId });
    const masked = withMaskedFaults<unknown, unknown>(async () => run(journal));
    await masked(undefined, {} as Context).catch((thrown: unknown) => {
      process.stdout.write(inspect(thrown, { depth: 10, showHidden: true, getters: true }));
    });
  });
}

test('every function is among those that are run here', () => {
  expect(Object.keys(tellingRuns).toSorted()).toEqual(folders.toSorted());
});

test('nothing that a function throws reaches Lambda unmasked', () => {
  const bare = folders.filter((folder) => {
    const index = readFileSync(path.join(functions, folder, 'index.ts'), 'utf8');
    return !/^export const handler = (serve|withMaskedFaults)\(/m.test(index) || /new Logger\(/.test(index);
  });
  expect(bare).toEqual([]);
});

describe.each(Object.entries(tellingRuns))('%s', (_folder, runOf) => {
  test.each<Breaking>(['nothing', 'the store', 'all but the store', 'everything'])(
    'where %s fails',
    async (breaking) => {
      const text = await told(async (journal) => runOf({ breaking, journal, context: lambdaContext }));
      expect(numbersIn(text)).toEqual([]);
    },
  );

  test('has something to mask in the words of faults, or has masked it itself', async () => {
    const notes: string[] = [];
    const journal: Journal = { note: (entry) => void notes.push(JSON.stringify(entry)) };
    for (const breaking of breakings) {
      await runOf({ breaking, journal, context: lambdaContext }).catch((fault: unknown) => notes.push(inspect(fault)));
    }
    const telling = notes.filter((text) => numbersIn(text).length > 0 || /\d\*{4,}\d/.test(text));
    if (telling.length === 0) console.error(notes.slice(0, 5));
    expect(telling.length).toBeGreaterThan(0);
  });
});

describe('a logger', () => {
  const self: Record<string, unknown> = { [toldNumbers.caller]: 'me' };
  self['again'] = self;
  test.each<[string, unknown]>([
    ['a text', toldNumbers.caller],
    [
      'keys and values at any depth',
      { a: [{ [toldNumbers.caller]: { b: [toldNumbers.keyed, toldNumbers.grouped] } }] },
    ],
    ['a fault with its stack, cause and fields', tellingFault()],
    ['a fault among other things', { fault: tellingFault(), at: 1 }],
    ['a whole number', 447700900002n],
    ['what holds itself', self],
  ])('masks %s', async (_name, what) => {
    const text = await writtenAsText(async () => {
      const logger = createLogger('test');
      logger.error(toldNumbers.caller, { what });
      if (what instanceof Error) logger.error('failed', what);
      logger.appendKeys({ held: what });
      logger.info('held');
    });
    expect(text).toContain('*');
    expect(numbersIn(text)).toEqual([]);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => typeof JSON.parse(line)),
    ).not.toContain('string');
  });

  test('says what is information whatever the environment asks for: metrics are', async () => {
    process.env['POWERTOOLS_LOG_LEVEL'] = 'ERROR';
    const text = await writtenAsText(async () => createLogger('test').info('said')).finally(() => {
      delete process.env['POWERTOOLS_LOG_LEVEL'];
    });
    expect(JSON.parse(text)).toMatchObject({ level: 'INFO', message: 'said' });
  });

  test('leaves ids, times and counts as they are', async () => {
    const line = {
      callbackId: '01JNB5Q4T2000000000000000A',
      atMs: 1_772_452_800_000,
      lateMs: 345_600_000,
      seconds: 4.25,
    };
    const text = await writtenAsText(async () => createLogger('test').info('said', line));
    expect(JSON.parse(text)).toMatchObject(line);
  });
});

test('a thrown fault keeps its name and says where it was thrown', async () => {
  const thrown: unknown = await withMaskedFaults(async () => failing<() => Promise<void>>()())(
    undefined,
    {} as Context,
  ).catch((fault: unknown) => fault);
  expect(thrown).toMatchObject({ name: 'AdapterError', message: expect.stringContaining('+44********01') });
  expect(String((thrown as Error).stack)).toContain('told-numbers.ts');
  expect((thrown as Error).cause).toMatchObject({ name: 'ValidationException' });
  expect(Object.keys((thrown as Error).cause as Error)).toEqual([]);
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { readText, repositoryRoot } from '../support/repository-files';
import { plantedBugs } from './planted-bugs';
import { timesIn } from './planted-tree';

const names = plantedBugs.map(({ name }) => name);

test('the bugs that are planted are those that would cost callers most, each once', () => {
  expect(names).toEqual([
    'no conditional claim',
    'new ClientToken on retry',
    'place reset on retry',
    'hours checked at request time only',
    'holders ignored',
    'dial guard left out',
    'repair that skips the hours check',
    'a second dispatcher not tolerated',
    'the place given up when the caller rings in',
  ]);
});

describe.each(plantedBugs)('$name', ({ changes, tests }) => {
  test('has its anchors in the tree, each exactly once', () => {
    const found = changes.map(({ file, text }) => [file, text, timesIn(readText(file), text)]);
    expect(found).toEqual(changes.map(({ file, text }) => [file, text, 1]));
  });

  test('changes something, and names tests that exist', () => {
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter(({ text, replacement }) => text === replacement)).toEqual([]);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !fs.existsSync(path.join(repositoryRoot, file)))).toEqual([]);
  });
});

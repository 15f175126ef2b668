import { readText, repositoryFiles } from '../support/repository-files';

const testFiles = repositoryFiles().filter((file) => /^test\/.*\.test\.ts$/.test(file));

test('no test is left out or run alone: what a machine lacks is named through describeWith', () => {
  const banned = /\b(?:test|it|describe)\.(?:only|skip|todo|failing)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\s*\(/;
  expect(testFiles.filter((file) => banned.test(readText(file)))).toEqual([]);
});

test('no two tests of one file share a name in the same describe block', () => {
  expect(testFiles.flatMap((file) => repeatedNames(readText(file)).map((name) => `${file}: ${name}`))).toEqual([]);
});

test('a repeated name is seen, the same name in another block is not one', () => {
  const twice = "describe('a', () => {\n  test('x', f);\n  test('x', f);\n});";
  const once = "describe('a', () => {\n  test('x', f);\n});\ndescribe('b', () => {\n  test('x', f);\n});";
  expect(repeatedNames(twice)).toEqual(['a > x']);
  expect(repeatedNames(once)).toEqual([]);
});

test('names are statements of behaviour, so none says "should"', () => {
  const wishes = testFiles.filter((file) =>
    /^\s*(?:test|it)(?:\.each\([^)]*\))?\(\s*['"`][^'"`]*\bshould\b/m.test(readText(file)),
  );
  expect(wishes).toEqual([]);
});

/** Names by block, read from the indentation that the formatter keeps; good enough without a parser. */
function repeatedNames(text: string): readonly string[] {
  const open: { indent: number; name: string }[] = [];
  const seen = new Set<string>();
  const repeated: string[] = [];
  const opening = /^([ ]*)(describe|describeWith|test|it)(?:\.each\b.*?\))?\((?:.*?,\s*)??(['"`])(.+?)\3,/gm;
  for (const [, spaces = '', kind = '', , name = ''] of text.matchAll(opening)) {
    while ((open.at(-1)?.indent ?? -1) >= spaces.length) open.pop();
    const full = [...open.map((block) => block.name), name].join(' > ');
    if (kind.startsWith('describe')) open.push({ indent: spaces.length, name });
    else if (seen.has(full)) repeated.push(full);
    seen.add(full);
  }
  return repeated;
}

import { readText, repositoryFiles, textFiles } from '../support/repository-files';

const sourceFiles = repositoryFiles().filter((file) => /^(lib|functions|infra|local)\/.*\.(ts|js|cjs)$/.test(file));
const linesMax = 300;

/** What takes the time or chance from the machine instead of from a port. */
const ambient = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /(?<!new )\bDate\(\s*\)/,
  /\bMath\.random\b/,
  /\brandomUUID\b/,
  /\brandomBytes\b/,
  /\bgetRandomValues\b/,
  /\bperformance\.now\b/,
  /\bprocess\.hrtime\b/,
  /\bsetTimeout\b/,
  /\bsetInterval\b/,
  /\bDateTime\.(?:now|local|utc)\(\s*\)/,
];

test('only the system adapter knows the real time and real chance; the rest of lib and functions is handed them', () => {
  const governed = sourceFiles.filter(
    (file) => /^(lib|functions)\//.test(file) && !file.startsWith('lib/adapters/system/'),
  );
  const found = governed.flatMap((file) => {
    const code = withoutComments(readText(file));
    return ambient.filter((use) => use.test(code)).map((use) => `${file}: ${use.source}`);
  });
  expect(found).toEqual([]);
});

test('a use of the real time is seen, a mention of it in a comment is not one', () => {
  const seen = (code: string) => ambient.some((use) => use.test(withoutComments(code)));
  expect(seen('const now = Date.now();')).toBe(true);
  expect(seen('const now = new Date();')).toBe(true);
  expect(seen("import { randomUUID } from 'node:crypto';")).toBe(true);
  expect(seen('const at = new Date(nowMs); // never Date.now()')).toBe(false);
});

test(`no source file is longer than ${linesMax} lines`, () => {
  const long = sourceFiles
    .map((file) => ({ file, lines: readText(file).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > linesMax);
  expect(long).toEqual([]);
});

test('no file or folder is named for being a remainder', () => {
  const vague = /(^|\/)(utils?|helpers?|misc|common)(\.[a-z.]+)?(\/|$)/i;
  expect(repositoryFiles().filter((file) => vague.test(file))).toEqual([]);
});

test('source files and their folders are named in kebab-case', () => {
  const named = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)+$/;
  expect(sourceFiles.filter((file) => !named.test(file))).toEqual([]);
});

test('no file names a folder of the machine it was written on', () => {
  const machine = /(?<![\w./-])\/(?:work|home|root)\//;
  expect(textFiles().filter((file) => machine.test(readText(file)))).toEqual([]);
});

/** Enough of a tokenizer to keep comments out of a text search: strings are kept, comments are dropped. */
function withoutComments(code: string): string {
  const tokens = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return code.replaceAll(tokens, (_token, text: string | undefined) => text ?? '');
}

import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { acceptedFlows, flowOf, type FlowJson } from '../support/builders/flows';
import { runScript, startCommands } from '../support/processes/run-script';

const lint = 'local/flows/tools/lint-main.ts';
const draw = 'local/flows/tools/draw-main.ts';

let folder = '';
const commands = startCommands();
afterAll(commands.end);

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'flows-'));
  const good = flowOf(...acceptedFlows.CUSTOMER_QUEUE);
  write('good.json', { ...good, Metadata: { type: 'customerQueue' } });
  write('untyped.json', good);
  write('wrapped.json', { ContactFlow: { Type: 'CONTACT_FLOW', Content: JSON.stringify(good) } });
  const bad: FlowJson = flowOf('call', 'hangup');
  bad.Actions[0]!.Parameters['InvocationTimeLimitSeconds'] = '9';
  write('bad.json', bad);
  write('old.json', { modules: [], version: '1', type: 'contactFlow', start: 'a', metadata: {} });
  write('list.json', []);
  fs.writeFileSync(path.join(folder, 'text.json'), 'hello');
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a flow without faults ends with 0 and no word', async () => {
  expect(await runScript(lint, ['good.json'], folder)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('a flow of no known type ends with 0 and a note, unless the type is given', async () => {
  const { code, stdout } = await commands.run(lint, ['untyped.json'], folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^untyped\.json: note: \(flow\): the file names no flow type.*--type\n$/);
  expect(await commands.run(lint, ['untyped.json', '--type', 'customer_queue'], folder)).toMatchObject({
    code: 0,
    stdout: '',
  });
});

test('a fault ends with 1 and a line that names file, action and value', async () => {
  const { code, stdout, stderr } = await commands.run(
    lint,
    ['good.json', 'bad.json', '--type', 'CONTACT_FLOW'],
    folder,
  );
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toContain(
    'bad.json: error: call: InvocationTimeLimitSeconds is "9"; allowed is a whole number from 1 to 8\n',
  );
  expect(stdout).toContain('good.json: error: dequeue: a CONTACT_FLOW flow may not have');
});

test('the type beside the content counts', async () => {
  const { code, stdout } = await commands.run(lint, ['wrapped.json'], folder);
  expect(code).toBe(1);
  expect(stdout).toContain('wrapped.json: error: end: a CONTACT_FLOW flow may not have EndFlowExecution\n');
});

test('--json prints one array, empty where there is nothing to say', async () => {
  const bad = await commands.run(lint, ['bad.json', '--json'], folder);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toEqual([
    { file: 'bad.json', severity: 'note', action: null, rule: 'flow-type-unknown', message: expect.any(String) },
    { file: 'bad.json', severity: 'error', action: 'call', rule: 'parameter-value', message: expect.any(String) },
  ]);
  expect(await commands.run(lint, ['good.json', '--json'], folder)).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
});

test('a drawing starts at the first action, also of a flow with faults', async () => {
  const { code, stdout, stderr } = await commands.run(draw, ['bad.json'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^flowchart TD\n {2}start\(\(start\)\) --> n0\n/);
});

describe('a command that is wrong', () => {
  type Refused = readonly [command: string, name: string, args: readonly string[], named: string];
  const refused: readonly Refused[] = [
    ['lint', 'no file', [], 'FILE'],
    ['lint', 'a file that is not there', ['good.json', 'gone.json'], 'gone.json'],
    ['lint', 'the first of two that are wrong', ['text.json', 'gone.json'], 'text.json'],
    ['lint', 'a folder', ['.'], 'EISDIR'],
    ['lint', 'a text', ['text.json'], 'text.json: it is not JSON'],
    ['lint', 'other JSON', ['bad.json', 'list.json'], 'list.json: it is not a flow'],
    ['lint', 'an export of the old designer', ['old.json', '--json'], 'old designer'],
    ['lint', 'an unknown type', ['good.json', '--type', 'MAIN'], '--type'],
    ['lint', 'an unknown option', ['good.json', '--fix'], '--fix'],
    ['draw', 'no file', [], 'FILE'],
    ['draw', 'two files', ['good.json', 'bad.json'], 'FILE'],
    ['draw', 'a text', ['text.json'], 'text.json: it is not JSON'],
    ['draw', 'an export of the old designer', ['old.json'], 'old designer'],
    ['draw', 'an unknown option', ['good.json', '--json'], '--json'],
  ];

  test.each(refused)('%s: %s ends with code 2 and one line that names it', async (command, _name, args, named) => {
    const { code, stdout, stderr } = await commands.run(command === 'lint' ? lint : draw, args, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
  });
});

function write(name: string, json: unknown): void {
  fs.writeFileSync(path.join(folder, name), JSON.stringify(json));
}

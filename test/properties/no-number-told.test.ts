import { ConnectClient } from '@aws-sdk/client-connect';
import * as fc from 'fast-check';
import { createConnectContacts } from '../../lib/adapters/connect/contacts';
import { createConnectDialer } from '../../lib/adapters/connect/dialer';
import { createConnectTasks } from '../../lib/adapters/connect/tasks';
import type { Deps } from '../../lib/app/deps';
import { registerAll, type DrawnDay, type Process } from '../simulation/drawn-day';
import { onEveryDay } from './every-day';

// Invariant 9: outside the table, its stream and its dead letters no full number is found: logs, metrics, events and URLs
// carry ids or masked numbers.
// Broken by a number in an id, a token, an attribute, the story of a task, the reason of a fault or the address of a call.
// The one place outside the table where a number must be is the dial's own destination.

const callers = ['+441632960001', '+447700900002', '+12065550142'] as const;
/** A number is told when its last seven digits are: masks show fewer. */
const told = callers.map((number) => new RegExp(number.slice(-7).split('').join('[^0-9A-Za-z]{0,2}')));

/** What is said or sent by one process, each part with where it went. */
function saidBy({ notes, calls, dials, fault }: Process): readonly (readonly [where: string, text: string])[] {
  const asked = calls.filter(({ name }) => name !== 'dialer.dial').map(({ name, inputs }) => [name, inputs] as const);
  const dialed = dials.map(({ request: { number: _destination, ...others } }) => ['dialer.dial', others] as const);
  const noted = notes.map((note) => ['journal', note] as const);
  const faults = fault instanceof Error ? [['fault', [fault.message, fault.stack]] as const] : [];
  return [...noted, ...asked, ...dialed, ...faults].map(([where, what]) => [where, JSON.stringify(what)] as const);
}

function leaks(day: DrawnDay): readonly string[] {
  const all = [
    ...day.processes.flatMap(saidBy),
    ...day.world.woken.map((reason) => ['wakes', reason] as const),
    ...day.changes.map(({ after }) => ['callback id', `${after.id} ${after.requestContactId}`] as const),
  ];
  return all.filter(([, text]) => told.some((number) => number.test(text))).map(([where, text]) => `${where}: ${text}`);
}

test('on no day a full number is said in the journal, to other systems, in an id or in a fault', async () => {
  const seen = new Set<string>();
  const drawn = { weights: { opt_out: 1, choose_slot: 2, task: 4 }, rounds: { minLength: 3, maxLength: 8 } };
  await onEveryDay({ runs: 50, seed: 19, drawn, options: fc.constant({ callers }) }, async (day, play) => {
    await registerAll(day);
    await play();
    expect(leaks(day)).toEqual([]);
    for (const process of day.processes) for (const [where] of saidBy(process)) seen.add(where);
  });
  for (const where of [
    'journal',
    'dialer.dial',
    'dialer.stop',
    'contacts.describe',
    'wakes.wake',
    'tasks.offer',
    'fault',
  ]) {
    expect(seen).toContain(where);
  }
});

test('a number that is told is found, a masked one is not', () => {
  const finds = (text: string) => told.some((number) => number.test(text));
  expect(finds('a fault of +441632960001')).toBe(true);
  expect(finds('called 01632 960-001')).toBe(true);
  expect(finds('called +44 **** ***001')).toBe(false);
});

/** What real adapters send and say of it, when Connect repeats the number in every refusal. */
async function sentByAdapters(
  status: number,
): Promise<{ readonly addresses: readonly string[]; readonly said: readonly string[] }> {
  const addresses: string[] = [];
  const client = new ConnectClient({
    region: 'eu-west-2',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      handle: async (request: { readonly path: string; readonly query?: object; readonly headers: object }) => {
        addresses.push(JSON.stringify([request.path, request.query, request.headers]));
        const message = `DestinationNotAllowedException: ${callers.join(' ')}`;
        const headers = { 'x-amzn-errortype': 'DestinationNotAllowedException' };
        return {
          response: {
            statusCode: status,
            headers,
            reason: message,
            body: Buffer.from(JSON.stringify({ message, Message: message })),
          },
        };
      },
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
    },
  });
  const ports: Pick<Deps, 'dialer' | 'contacts' | 'tasks'> = {
    dialer: createConnectDialer(client, 'instance'),
    contacts: createConnectContacts(client, 'instance'),
    tasks: createConnectTasks(client, 'instance'),
  };
  const request = {
    clientToken: 'A-1',
    number: callers[0],
    queueId: 'q',
    flowId: 'f',
    relatedContactId: 'c',
    attributes: {},
  };
  const said = [
    await ports.dialer.dial(request),
    await ports.dialer.stop('dial-1'),
    await ports.contacts.describe('dial-1'),
    await ports.contacts.setAge('dial-1', 1_000),
    await ports.tasks.offer({ ...request, callbackId: 'A', attempt: 1, name: 'n', description: 'd' }),
    await ports.tasks.end('task-1'),
    await ports.tasks.giveTo('dial-1', 'agent-1'),
  ].map((outcome) => JSON.stringify(outcome));
  return { addresses, said };
}

test.each([400, 403, 404, 429, 500])(
  'of Connect answering %i only names are kept, and no address or header carries a number',
  async (status) => {
    const { addresses, said } = await sentByAdapters(status);
    expect(addresses.length).toBeGreaterThan(5);
    expect([...addresses, ...said].filter((text) => told.some((number) => number.test(text)))).toEqual([]);
  },
);

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectClient, DescribeContactCommand } from '@aws-sdk/client-connect';
import { requestLimits } from '../../functions/shared/request-limits';
import { readText, repositoryFiles } from '../support/repository-files';

/** Takes every request and never answers. */
async function silentServer(): Promise<Server> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}

test('a client of ours gives up a service that does not answer', async () => {
  const server = await silentServer();
  const address = server.address() as AddressInfo;
  const connect = new ConnectClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: requestLimits(50),
  });
  try {
    const asked = connect.send(new DescribeContactCommand({ InstanceId: 'i', ContactId: 'c' }));
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
  } finally {
    connect.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('every client that a function makes has such a limit, but for one whose adapter ends each request itself', () => {
  const wires = repositoryFiles().filter((file) => file.startsWith('functions/'));
  const unlimited = wires.flatMap((file) => {
    const source = readText(file);
    const limited = new Set([...source.matchAll(/const (\w+) = [^;]*requestLimits\(/g)].map(([, name = '']) => name));
    return [...source.matchAll(/new (\w+Client)\(([^)]*)/g)]
      .filter(
        ([, , options = '']) =>
          !options.includes('requestLimits(') && !namesIn(options).some((name) => limited.has(name)),
      )
      .map(([, client]) => client);
  });
  expect(unlimited).toEqual(['CustomerProfilesClient']);
});

function namesIn(options: string): readonly string[] {
  return options.match(/\w+/g) ?? [];
}

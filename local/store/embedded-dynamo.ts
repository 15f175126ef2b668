import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Level } from 'level';
import { plain, unsigned } from '../plain-requests';
import { UsageError } from '../terminal/usage-error';

/** A DynamoDB engine in this process. */
export interface EmbeddedDynamo {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts dynalite on a free port of 127.0.0.1; with a folder its tables outlive the process. Throws UsageError while another
 * process has that folder open.
 */
export async function startEmbeddedDynamo(folder?: string): Promise<EmbeddedDynamo> {
  if (folder !== undefined) await refuseSecond(folder);
  const server = dynalite({ ...(folder === undefined ? {} : { path: folder }), createTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${addressOf(server.address()).port}`;
  const client = dynamoClientFor(endpoint);
  return {
    client,
    endpoint,
    close: async () => {
      client.destroy();
      await new Promise<void>((resolve, reject) => {
        // dynalite says null where node:http says undefined.
        server.close((error) => (error instanceof Error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
}

/** One process at a time has a store open. dynalite would find out at its first request, and end the process with a stack. */
async function refuseSecond(folder: string): Promise<void> {
  const probe = new Level(folder);
  try {
    await probe.open();
  } catch (error) {
    if (codeOfCause(error) !== 'LEVEL_LOCKED') throw error;
    throw new UsageError('another command or run has the store open; try again when it is done');
  } finally {
    await probe.close();
  }
}

function codeOfCause(error: unknown): unknown {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}

/** The real SDK client, pointed at a local engine: any credentials will do there. */
export function dynamoClientFor(endpoint: string): DynamoDBClient {
  return plain(
    new DynamoDBClient({
      endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      signer: unsigned,
      maxAttempts: 1,
    }),
  );
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the embedded store is not listening on a port');
  return address;
}

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';

/** AWS's own DynamoDB Local travels inside this package; only the emulator is taken from it, not its dependencies. */
const packageName = 'amplify-dynamodb-simulator@2.9.30';
const integrity = 'sha512-xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';

const cacheFolder = path.join(__dirname, '..', '..', '.cache', 'dynamodb-local');
const emulatorFolder = path.join(cacheFolder, 'emulator');
const readyMsMax = 30_000;

/** A running DynamoDB Local; its tables live in memory and end with it. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Why DynamoDB Local cannot run here, by name; undefined when it can. Fetches it on first use. */
export function dynamoDbLocalUnavailable(): string | undefined {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
  } catch {
    return 'needs Java 17 for DynamoDB Local, and there is no java';
  }
  try {
    fetchEmulator();
    return undefined;
  } catch (error) {
    const [firstLine] = String(error instanceof Error ? error.message : error).split('\n');
    return `needs DynamoDB Local, and ${packageName} cannot be fetched: ${firstLine}`;
  }
}

/** Another process may take the port between the moment it is found free and the moment it is bound. */
const startsMax = 3;

/** Starts DynamoDB Local on a free port and waits until it answers. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  fetchEmulator();
  for (let start = 1; ; start += 1) {
    try {
      return await startOnce();
    } catch (error) {
      if (start === startsMax || !String(error).includes('already in use')) throw error;
    }
  }
}

async function startOnce(): Promise<DynamoDbLocal> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const java = spawn('java', javaArguments(port), {
    // It leaves a metadata file where it runs.
    cwd: cacheFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  java.stderr.on('data', (chunk) => (complaint += String(chunk)));
  // A test run that is cut short must not leave a server behind.
  const end = () => java.kill('SIGKILL');
  process.once('exit', end);
  try {
    await untilReady(endpoint, java, () => complaint.includes('already in use'));
  } catch (error) {
    end();
    throw new Error(`DynamoDB Local did not start: ${complaint}`, { cause: error });
  }
  return {
    endpoint,
    stop: async () => {
      process.off('exit', end);
      if (java.exitCode !== null || java.signalCode !== null) return;
      const ended = new Promise((resolve) => java.once('exit', resolve));
      end();
      await ended;
    },
  };
}

function javaArguments(port: number): readonly string[] {
  // The first two halve the start: these servers live for seconds.
  return [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    `-Djava.library.path=${path.join(emulatorFolder, 'DynamoDBLocal_lib')}`,
    '-jar',
    path.join(emulatorFolder, 'DynamoDBLocal.jar'),
    '-port',
    String(port),
    '-inMemory',
    '-sharedDb',
    '-disableTelemetry',
  ];
}

/** Several test files may get here at once: each unpacks into its own folder, and the first to rename wins. */
function fetchEmulator(): void {
  if (fs.existsSync(emulatorFolder)) return;
  fs.mkdirSync(cacheFolder, { recursive: true });
  const scratch = fs.mkdtempSync(path.join(cacheFolder, 'fetch-'));
  try {
    const packed = execFileSync('npm', ['pack', packageName, '--silent', '--pack-destination', scratch], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 180_000,
    });
    const archive = path.join(scratch, packed.trim());
    const actual = `sha512-${createHash('sha512').update(fs.readFileSync(archive)).digest('base64')}`;
    if (actual !== integrity) throw new Error(`its sha512 is ${actual}, not the pinned one`);
    execFileSync('tar', ['-xzf', archive, '-C', scratch, 'package/emulator'], { stdio: 'ignore' });
    try {
      fs.renameSync(path.join(scratch, 'package', 'emulator'), emulatorFolder);
    } catch (error) {
      if (!fs.existsSync(emulatorFolder)) throw error;
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * A port below those that outgoing connections get: of them any may be taken, or still closing, by the time java binds it.
 */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 10_000); port < 32_000; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}

/** Any answer will do: an unsigned request is refused, but by a server that listens. */
async function untilReady(endpoint: string, java: ChildProcess, isRefused: () => boolean): Promise<void> {
  const giveUpAtMs = Date.now() + readyMsMax;
  for (;;) {
    // Without its port it stays, and serves nobody.
    if (java.exitCode !== null || isRefused()) throw new Error(`java ended with ${java.exitCode}`);
    try {
      await fetch(endpoint, { method: 'POST' });
      return;
    } catch (error) {
      if (Date.now() > giveUpAtMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

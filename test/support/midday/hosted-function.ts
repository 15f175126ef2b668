import { fork } from 'node:child_process';
import type { Message, Reply } from './lambda-process';

/** What a function is told by its environment, and how far its day is from the machine's. */
export interface Hosting {
  readonly runner: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly aheadMs: () => number;
}

/** One function of one release, in a process of its own. */
export interface HostedFunction {
  /** One event at a time, as an instance of Lambda takes them. Rejects when the function throws or the process ends. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Tells a running invocation that the time has moved. */
  readonly tellTime: () => void;
  /** At once, wherever it is. */
  readonly kill: () => void;
  readonly isAlive: () => boolean;
  /** What it has logged. */
  readonly log: () => string;
}

/** Starts the process; its bundle is loaded at once. */
export function hostFunction(bundle: string, { runner, environment, aheadMs }: Hosting): HostedFunction {
  const { PATH = '' } = process.env;
  const child = fork(runner, [bundle], { env: { PATH, ...environment }, silent: true });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (fault: Error) => void }>();
  let isAlive = true;
  let log = '';
  let ids = 0;
  // What it is told of the time holds at the moment of being told, so that nothing is sent while the bundle loads.
  let last = new Promise<unknown>((resolve) => {
    child.once('message', resolve);
    child.once('exit', resolve);
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => void (log += String(chunk)));
  child.on('message', ({ id, answer, fault }: Reply) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) caller?.resolve(answer);
    else caller?.reject(new Error(fault));
  });
  child.once('exit', () => {
    isAlive = false;
    for (const { reject } of waiting.values()) reject(new Error('the process has ended'));
  });
  const send = (message: Message): void => void (isAlive && child.connected && child.send(message));
  const one = (event: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const id = (ids += 1);
      waiting.set(id, { resolve, reject });
      if (isAlive) send({ id, aheadMs: aheadMs(), event });
      else reject(new Error('the process has ended'));
    });
  return {
    invoke: (event) => {
      const answer = last.then(() => one(event));
      last = answer.catch(() => undefined);
      return answer;
    },
    tellTime: () => send({ id: 0, aheadMs: aheadMs() }),
    kill: () => {
      isAlive = false;
      child.kill('SIGKILL');
    },
    isAlive: () => isAlive,
    log: () => log,
  };
}

import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { RowRequest, RowResult } from './rows';

/** Plays rows side by side; what a row comes to does not depend on the others. */
export interface RowProcesses {
  readonly play: (request: RowRequest) => Promise<RowResult>;
  readonly close: () => void;
}

type Answer = { readonly result: RowResult } | { readonly fault: string };

export function createRowProcesses(count: number): RowProcesses {
  const workers = Array.from({ length: count }, () =>
    fork(join(__dirname, 'row-process.ts'), { execArgv: ['--import', 'tsx'] }),
  );
  const idle = [...workers];
  const waiting: ((worker: ChildProcess) => void)[] = [];

  function takeWorker(): Promise<ChildProcess> {
    const worker = idle.pop();
    return worker === undefined ? new Promise((resolve) => void waiting.push(resolve)) : Promise.resolve(worker);
  }

  function giveBack(worker: ChildProcess): void {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  }

  return {
    play: async (request) => {
      const worker = await takeWorker();
      try {
        return await ask(worker, request);
      } finally {
        giveBack(worker);
      }
    },
    close: () => {
      for (const worker of workers) worker.kill();
    },
  };
}

function ask(worker: ChildProcess, request: RowRequest): Promise<RowResult> {
  return new Promise((resolve, reject) => {
    // A process that dies takes its row with it, and says so.
    const onExit = (code: number | null): void => reject(new Error(`a row ended with ${code ?? 'a signal'}`));
    worker.once('exit', onExit);
    worker.once('message', (answer: Answer) => {
      worker.off('exit', onExit);
      if ('result' in answer) resolve(answer.result);
      else reject(new Error(answer.fault));
    });
    worker.send(request);
  });
}

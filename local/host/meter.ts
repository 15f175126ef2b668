import type { ConnectClient } from '@aws-sdk/client-connect';

/** What is told of all that functions do, for whoever counts it. */
export interface Meter {
  /** Runs one invocation of a function, named by its folder. */
  readonly invoke: <T>(name: string, run: () => Promise<T>) => Promise<T>;
  /** A message was sent to the dispatcher. */
  readonly wake: () => void;
  /** The client by which functions ask Connect. */
  readonly connect: (client: ConnectClient) => void;
}

/** Counts nothing. */
export const noMeter: Meter = { invoke: (_name, run) => run(), wake: () => undefined, connect: () => undefined };

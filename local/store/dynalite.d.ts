declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** `path`: a folder to keep tables in; without it they live in memory. Delays are in milliseconds. */
  interface DynaliteOptions {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }

  export default function dynalite(options?: DynaliteOptions): Server;
}

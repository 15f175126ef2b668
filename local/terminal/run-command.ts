import { UsageError } from './usage-error';

/** Runs a command: what the person can put right is one line and exit code 2, a fault of ours a stack and 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isTheirs = error instanceof UsageError;
    process.exitCode = isTheirs ? 2 : 1;
    process.stderr.write(`${isTheirs ? error.message : describe(error)}\n`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

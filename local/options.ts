import { durationOption, numberOption, parseCommand, wholeOption } from './terminal/arguments';
import { UsageError } from './terminal/usage-error';

/** How `npm start` is to run. */
export interface StartOptions {
  /** Simulated milliseconds; undefined: until Ctrl-C. */
  readonly forMs: number | undefined;
  readonly seed: number;
  /** Simulated seconds a real second; undefined: as fast as it can. */
  readonly speed: number | undefined;
  readonly isJson: boolean;
  readonly isPlain: boolean;
  readonly isFresh: boolean;
  readonly isHelp: boolean;
}

export const startHelp = `npm start: the whole of Holdfree on this machine, with simulated callers and agents.

  npm start                                      live, ten simulated seconds a second, until Ctrl-C
  npm start -- --speed 60                        faster
  npm start -- --plain                           lines instead of a table
  npm start -- --fresh                           forget what earlier runs left
  npm start --silent -- --for 2h --seed 7 --json two simulated hours at once, from nothing, one JSON object`;

/** Reads the command line of `npm start`. Throws UsageError. */
export function parseStartOptions(argv: readonly string[]): StartOptions {
  const { values, positionals } = parseCommand(argv, {
    for: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    json: { type: 'boolean' },
    plain: { type: 'boolean' },
    fresh: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (positionals.length > 0)
    throw new UsageError(`unknown argument ${JSON.stringify(positionals[0])}; see npm start -- --help`);
  const forMs = durationOption('for', values['for']);
  const isJson = values['json'] === true;
  if (isJson && forMs === undefined) throw new UsageError('--json: goes with --for, which says how long the run is');
  const speed = numberOption('speed', values['speed'], { min: 0.1, max: 10_000, otherwise: 10 });
  return {
    forMs,
    seed: wholeOption('seed', values['seed'], { min: 0, max: 1_000_000_000, otherwise: 1 }),
    speed: forMs !== undefined && values['speed'] === undefined ? undefined : speed,
    isJson,
    isPlain: values['plain'] === true,
    isFresh: values['fresh'] === true,
    isHelp: values['help'] === true,
  };
}

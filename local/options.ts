import { demoAgents } from './callers/demo-centre';
import { durationOption, numberOption, parseCommand, wholeOption } from './terminal/arguments';
import { UsageError } from './terminal/usage-error';

const AGENTS_MAX = demoAgents([]).length;

/** How `npm start` is to run. */
export interface StartOptions {
  /** Simulated milliseconds; undefined: until Ctrl-C. */
  readonly forMs: number | undefined;
  readonly seed: number;
  /** Simulated seconds a real second; undefined: as fast as it can. */
  readonly speed: number | undefined;
  /** How many of the demo's agents come to work. */
  readonly agentsOnShift: number;
  /** Whether simulated people ring. */
  readonly hasCallers: boolean;
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
  npm start -- --agents 0 --callers off          nobody at work, and nobody calls but you: npm run call
  npm start --silent -- --for 2h --seed 7 --json two simulated hours at once, from nothing, one JSON object

  --agents N       the first N of the ${AGENTS_MAX} agents come to work (0 to ${AGENTS_MAX}); as many callers ring either way
  --callers on|off whether simulated callers ring; agents and callbacks go on without them

While it runs live, call it from a second terminal in the same folder: npm run call -- --from +441632960123`;

/** Reads the command line of `npm start`. Throws UsageError. */
export function parseStartOptions(argv: readonly string[]): StartOptions {
  const { values, positionals } = parseCommand(argv, {
    for: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    agents: { type: 'string' },
    callers: { type: 'string' },
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
    agentsOnShift: wholeOption('agents', values['agents'], { min: 0, max: AGENTS_MAX, otherwise: AGENTS_MAX }),
    hasCallers: onOrOff('callers', values['callers']),
    isJson,
    isPlain: values['plain'] === true,
    isFresh: values['fresh'] === true,
    isHelp: values['help'] === true,
  };
}

/** On when it is not given. */
function onOrOff(name: string, value: unknown): boolean {
  if (value === undefined || value === 'on') return true;
  if (value === 'off') return false;
  throw new UsageError(`--${name}: got ${JSON.stringify(value)}; allowed is on or off`);
}

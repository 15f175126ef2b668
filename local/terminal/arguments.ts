import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses a command line; throws a UsageError that names the option which does not fit. */
export function parseCommand(
  argv: readonly string[],
  options: Options,
): {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
} {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const known = Object.entries(values).map(
      ([name, value]) => [name, Array.isArray(value) ? undefined : value] as const,
    );
    return { values: Object.fromEntries(known), positionals };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : 'it cannot be read';
    throw new UsageError(
      `${reason}; known options: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(' ')}`,
    );
  }
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly otherwise: number;
}

/** A whole number option within bounds, or its default. */
export function wholeOption(name: string, value: unknown, bounds: Bounds): number {
  return boundedOption(name, value, { ...bounds, kind: 'a whole number', fits: Number.isInteger });
}

/** A number option within bounds, or its default. */
export function numberOption(name: string, value: unknown, bounds: Bounds): number {
  return boundedOption(name, value, { ...bounds, kind: 'a number', fits: Number.isFinite });
}

function boundedOption(
  name: string,
  value: unknown,
  rule: Bounds & { readonly kind: string; readonly fits: (number: number) => boolean },
): number {
  if (value === undefined) return rule.otherwise;
  const { min, max, kind, fits } = rule;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (fits(number) && number >= min && number <= max) return number;
  throw new UsageError(`--${name}: got ${JSON.stringify(value)}; allowed is ${kind} from ${min} to ${max}`);
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration option, "90s", "30m", "2h" or "1d", in milliseconds; undefined when it is not given. */
export function durationOption(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(typeof value === 'string' ? value : '');
  const ms = Number(match?.[1] ?? 0) * (unitMs[match?.[2] ?? 's'] ?? 0);
  if (match !== null && ms > 0 && ms <= 31 * 86_400_000) return ms;
  throw new UsageError(
    `--${name}: got ${JSON.stringify(value)}; allowed is a duration such as 90s, 30m, 2h or 1d, at most 31d`,
  );
}

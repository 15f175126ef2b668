import { Logger } from '@aws-lambda-powertools/logger';
import { maskNumbers } from '../../lib/core/mask-numbers';

/** The structured log of a function. Whatever it is given, keys and values, faults and their stacks: numbers are masked. */
export function createLogger(serviceName: string): Logger {
  // What a run says is information, whatever our variables of the environment ask for; Lambda's own log level goes before.
  return new Logger({ serviceName, logLevel: 'INFO', jsonReplacerFn: maskingReplacer() });
}

/**
 * Masks all texts of what is written as JSON. Numbers of JSON are times, counts and metrics: a telephone number is text
 * wherever we have one.
 */
function maskingReplacer(): (key: string, value: unknown) => unknown {
  // What holds itself must be met again as the same copy, or its end would never be seen.
  const copies = new WeakMap<object, object>();
  return (_key, value) => {
    if (typeof value === 'string') return maskNumbers(value);
    if (typeof value === 'bigint') return maskNumbers(String(value));
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Error) return value;
    if (Object.keys(value).every((key) => maskNumbers(key) === key)) return value;
    const copy =
      copies.get(value) ?? Object.fromEntries(Object.entries(value).map(([key, held]) => [maskNumbers(key), held]));
    copies.set(value, copy);
    return copy;
  };
}

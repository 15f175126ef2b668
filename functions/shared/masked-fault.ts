import { maskNumbers } from '../../lib/core/mask-numbers';

/** Causes of causes are told no further. */
const CAUSES_MAX = 5;

/**
 * A fault as it may leave a function: Lambda prints whatever is thrown to it, with its stack, its cause and every field that
 * an SDK hung on it. Name, message, stack and causes are kept with numbers masked, and nothing else.
 */
export function maskedFault(fault: unknown, causesMax = CAUSES_MAX): Error {
  if (!(fault instanceof Error)) return named(new Error(maskNumbers(String(fault))), 'Error');
  const cause = fault.cause === undefined || causesMax === 0 ? {} : { cause: maskedFault(fault.cause, causesMax - 1) };
  const masked = named(new Error(maskNumbers(fault.message), cause), maskNumbers(fault.name));
  masked.stack = maskNumbers(fault.stack ?? '');
  return masked;
}

/** The name is how a fault is told from others in a log, and how Lambda words its type. */
function named(fault: Error, name: string): Error {
  Object.defineProperty(fault, 'name', { value: name, enumerable: false });
  return fault;
}

import type { Callback } from './callback';

/** Whether somebody else's callback was asked for from a number, or is to be called there. */
export function isNamedIn({ number: own, cli, callNumber }: Callback, number: string): boolean {
  return own !== number && (cli === number || callNumber === number);
}

/** Somebody else's callback without a number that it names: called under its own, as if it had been asked for from there. */
export function withoutNumber(callback: Callback, number: string): Callback {
  const { callNumber, ...others } = callback;
  const kept = callNumber === undefined || callNumber === number ? {} : { callNumber };
  return { ...others, ...kept, cli: callback.cli === number ? callback.number : callback.cli };
}

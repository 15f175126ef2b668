import type { Counts, Units } from './ledger';

/** What a story cost beyond the same time without its caller. Nothing is hidden: what is less than nothing is told so. */
export function beyond(story: Counts, idle: Counts): Counts {
  return {
    units: minus(story.units, idle.units),
    byFunction: eachMinus(story.byFunction, idle.byFunction),
    byKind: eachMinus(story.byKind, idle.byKind),
    counted: Object.fromEntries(
      keysOf(story.counted, idle.counted).flatMap((key) => {
        const rest = (story.counted[key] ?? 0) - (idle.counted[key] ?? 0);
        return rest === 0 ? [] : [[key, rest]];
      }),
    ),
  };
}

function eachMinus(a: Readonly<Record<string, Units>>, b: Readonly<Record<string, Units>>) {
  return Object.fromEntries(
    keysOf(a, b).flatMap((key) => {
      const rest = minus(a[key], b[key]);
      return Object.values(rest).every((units) => units === 0) ? [] : [[key, rest]];
    }),
  );
}

function minus(a: Units | undefined, b: Units | undefined): Units {
  const rest = (part: keyof Units) => (a?.[part] ?? 0) - (b?.[part] ?? 0);
  return {
    readBase: rest('readBase'),
    readIndex: rest('readIndex'),
    writeBase: rest('writeBase'),
    writeIndex: rest('writeIndex'),
  };
}

function keysOf(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted((one, other) => (one < other ? -1 : 1));
}

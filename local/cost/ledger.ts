/** One kind of work on one kind of item: `function kind`, such as `dispatch callback`. */
export interface Charged {
  readonly function: string;
  readonly kind: string;
}

/** Request units, of the table's own items and of indexes apart. */
export interface Units {
  readonly readBase: number;
  readonly readIndex: number;
  readonly writeBase: number;
  readonly writeIndex: number;
}

const none: Units = { readBase: 0, readIndex: 0, writeBase: 0, writeIndex: 0 };

function plus(a: Units, b: Units): Units {
  return {
    readBase: a.readBase + b.readBase,
    readIndex: a.readIndex + b.readIndex,
    writeBase: a.writeBase + b.writeBase,
    writeIndex: a.writeIndex + b.writeIndex,
  };
}

/** What was done, counted. */
export interface Ledger {
  readonly charge: (to: Charged, units: Partial<Units>) => void;
  readonly count: (what: string, by?: number) => void;
  /** Everything so far, sorted, and forgotten. */
  readonly take: () => Counts;
}

/** A part of a run. */
export interface Counts {
  readonly units: Units;
  readonly byFunction: Readonly<Record<string, Units>>;
  readonly byKind: Readonly<Record<string, Units>>;
  /** Invocations, requests and messages by name. */
  readonly counted: Readonly<Record<string, number>>;
}

export function createLedger(): Ledger {
  const byFunction = new Map<string, Units>();
  const byKind = new Map<string, Units>();
  const counted = new Map<string, number>();
  const add = (to: Map<string, Units>, key: string, units: Partial<Units>) =>
    to.set(key, plus(to.get(key) ?? none, { ...none, ...units }));
  return {
    charge: (to, units) => {
      add(byFunction, to.function, units);
      add(byKind, to.kind, units);
    },
    count: (what, by = 1) => void counted.set(what, (counted.get(what) ?? 0) + by),
    take: () => {
      const taken: Counts = {
        units: [...byKind.values()].reduce(plus, none),
        byFunction: sorted(byFunction),
        byKind: sorted(byKind),
        counted: sorted(counted),
      };
      for (const map of [byFunction, byKind, counted]) map.clear();
      return taken;
    },
  };
}

function sorted<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  return Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** How often each thing was asked, by name. */
export type Tally = Record<string, number>;

export function count(tally: Tally, name: string, by = 1): void {
  tally[name] = (tally[name] ?? 0) + by;
}

/** The same object, with every call of a method of it counted under `<name>.<method>`. */
export function counted<T extends object>(of: T, name: string, tally: Tally): T {
  return new Proxy(of, {
    get: (target, member, receiver) => {
      const value: unknown = Reflect.get(target, member, receiver);
      if (typeof value !== 'function') return value;
      return (...inputs: readonly unknown[]): unknown => {
        count(tally, `${name}.${String(member)}`);
        return Reflect.apply(value, target, inputs);
      };
    },
  });
}

/** The same object of objects, with every method of every part counted under `<part>.<method>`. */
export function countedParts<T extends object>(of: T, tally: Tally): T {
  return new Proxy(of, {
    get: (target, part, receiver) => {
      const value: unknown = Reflect.get(target, part, receiver);
      return typeof value === 'object' && value !== null ? counted(value, String(part), tally) : value;
    },
  });
}

/** A tally in the order of its names, and what it said forgotten. */
export function takeTally(tally: Tally): Tally {
  const taken = Object.entries(tally).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [name] of taken) delete tally[name];
  return Object.fromEntries(taken);
}

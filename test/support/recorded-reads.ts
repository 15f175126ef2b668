/** A value that notes which of its leaves somebody reads; lists are one leaf each, whatever stands at which place. */
export function recordReads<T extends object>(value: T): { readonly recorded: T; readonly read: ReadonlySet<string> } {
  const read = new Set<string>();
  // The same object stays the same, whoever compares.
  const wrapped = new WeakMap<object, object>();
  function wrap(held: object, path: string): object {
    const known = wrapped.get(held);
    if (known !== undefined) return known;
    const proxy: object = new Proxy(held, {
      get: (target, key) => {
        const inner: unknown = Reflect.get(target, key);
        if (typeof key === 'symbol' || typeof inner === 'function') return inner;
        if (Array.isArray(target) && key === 'length') return inner;
        const at = Array.isArray(target) ? `${path}[]` : path === '' ? key : `${path}.${key}`;
        if (typeof inner === 'object' && inner !== null) return wrap(inner, at);
        read.add(at);
        return inner;
      },
    });
    wrapped.set(held, proxy);
    return proxy;
  }
  return { recorded: wrap(value, '') as T, read };
}

/** All that stands at a path of that kind, as text. */
export function valuesAt(value: unknown, path: string): string {
  const held = path.split(/(?=\[\])|\./).reduce<readonly unknown[]>(
    (values, part) =>
      values.flatMap((one): readonly unknown[] => {
        if (part === '[]') return Array.isArray(one) ? one : [];
        return [(one as Readonly<Record<string, unknown>> | undefined)?.[part]];
      }),
    [value],
  );
  return JSON.stringify(held);
}

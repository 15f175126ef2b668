/** The same text for whatever is the same, in whatever order its fields are, with or without fields that are undefined. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const known = Object.entries(value).filter(([, part]) => part !== undefined);
  const fields = known.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => `"${key}":${canonical(part)}`);
  return `{${fields.join(',')}}`;
}

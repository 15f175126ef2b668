/** The same text for whatever is the same, in whatever order its fields are, with or without fields that are undefined. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  // Written in one go: every event of a call asks whether it tells anything new.
  let fields = '';
  for (const key of Object.keys(value).toSorted()) {
    const part: unknown = Reflect.get(value, key);
    if (part !== undefined) fields += `${fields === '' ? '' : ','}"${key}":${canonical(part)}`;
  }
  return `{${fields}}`;
}

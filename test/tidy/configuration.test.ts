import * as z from 'zod/mini';
import { configSchema } from '../../lib/core/policy/schema';
import { readText } from '../support/repository-files';

const nodeSchema = z.object({
  type: z.optional(z.string()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  items: z.optional(z.unknown()),
  oneOf: z.optional(z.array(z.unknown())),
  const: z.optional(z.string()),
  enum: z.optional(z.array(z.union([z.string(), z.number()]))),
  default: z.optional(z.unknown()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
});

interface Field {
  readonly path: string;
  readonly default: string;
  /** Empty where words have to do. */
  readonly allowed: string;
  /** Whether words follow: another kind allows what only they can say. */
  readonly more?: boolean;
}

/** Every field of the schema as the page should have it, in order. */
function fieldsOf(node: unknown, path = '', isNeeded = true): readonly Field[] {
  const { properties, required = [], oneOf, ...leaf } = nodeSchema.parse(node);
  if (oneOf !== undefined) return fieldsOfKinds(oneOf, path);
  if (properties !== undefined) {
    const entries = Object.entries(properties);
    return entries.flatMap(([key, value], index) => {
      const fields = fieldsOf(value, path === '' ? key : `${path}.${key}`, required.includes(key));
      const isLikeAnother = entries.slice(0, index).some(([, other]) => entryOf(other) === entryOf(value));
      return isLikeAnother ? fields.slice(0, 1) : fields;
    });
  }
  const known = leaf.default === undefined ? (isNeeded ? 'needed' : 'none') : `\`${JSON.stringify(leaf.default)}\``;
  const items = nodeSchema.safeParse(leaf.items);
  if (items.success && (items.data.properties ?? items.data.oneOf) !== undefined) {
    return [{ path: `${path}[]`, default: known, allowed: 'a list' }, ...fieldsOf(leaf.items, `${path}[]`)];
  }
  const word = leaf.const === undefined ? leaf.enum : [leaf.const];
  const words = items.success && leaf.type === 'array' ? items.data.enum : word;
  return [{ path, default: known, allowed: allowedBy({ ...leaf, enum: words }) }];
}

/** What stands in a list of groups: a list of the same as a neighbour's is described there. Of anything else something of its own. */
function entryOf(node: unknown): unknown {
  const { items } = nodeSchema.parse(node);
  const isGroup = items !== undefined && JSON.stringify(items).includes('"properties"');
  return isGroup ? JSON.stringify(items) : node;
}

/** Of several kinds each field once, with all that any kind allows. */
function fieldsOfKinds(kinds: readonly unknown[], path: string): readonly Field[] {
  const byPath = new Map<string, Field>();
  for (const field of kinds.flatMap((kind) => fieldsOf(kind, path))) {
    const known = byPath.get(field.path) ?? field;
    const allowed = joined(known.allowed, field.allowed);
    const more = allowed !== '' && (known.more === true || known.allowed === '' || field.allowed === '');
    byPath.set(field.path, { path: field.path, default: joined(known.default, field.default), allowed, more });
  }
  return [...byPath.values()];
}

/** Each part once. */
function joined(some: string, others: string): string {
  const isThere = `, ${some},`.includes(`, ${others},`);
  return some === '' || isThere ? some || others : [some, others].filter((one) => one !== '').join(', ');
}

function allowedBy(leaf: Pick<z.output<typeof nodeSchema>, 'type' | 'enum' | 'minimum' | 'maximum'>): string {
  if (leaf.minimum !== undefined) return `${leaf.minimum} to ${leaf.maximum}`;
  if (leaf.type === 'boolean') return '`true`, `false`';
  if (leaf.enum?.[0] === 'mon') return 'a list of weekdays';
  const words = (leaf.enum ?? []).map((one) => `\`${JSON.stringify(one)}\``).join(', ');
  return leaf.type === 'array' && words !== '' ? `of ${words}` : words;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The rows of the page's tables. */
const rows: readonly Field[] = readText('docs/configuration.md')
  .split('\n')
  .flatMap((line) => {
    const [, path = '', known = '', allowed = ''] = line.split('|').map((cell) => cell.trim());
    return path.startsWith('`') ? [{ path: path.replaceAll('`', ''), default: known, allowed }] : [];
  });

const fields = fieldsOf(z.toJSONSchema(configSchema, { io: 'input' }));

test('the page on the configuration names every field of it, and no other, in order', () => {
  expect(fields.length).toBeGreaterThan(60);
  expect(rows.map(({ path }) => path)).toEqual(fields.map(({ path }) => path));
});

test.each(fields)('it says of $path what holds without it and what is allowed', (field) => {
  const row = rows.find(({ path }) => path === field.path);
  expect(row?.default).toBe(field.default);
  const words = field.more === true ? ', or .+' : '';
  expect(row?.allowed).toMatch(field.allowed === '' ? /./ : new RegExp(`^${escaped(field.allowed)}${words}$`));
});

test('a page that says otherwise would be noticed', () => {
  expect(fieldsOf({ properties: { a: { type: 'integer', minimum: 1, maximum: 2, default: 1 } } })).toEqual([
    { path: 'a', default: '`1`', allowed: '1 to 2' },
  ]);
  expect(fieldsOf({ properties: { a: { type: 'boolean' } }, required: ['a'] })).toEqual([
    { path: 'a', default: 'needed', allowed: '`true`, `false`' },
  ]);
  const kinds = ['one', 'two'].map((kind) => ({ properties: { kind: { const: kind } }, required: ['kind'] }));
  expect(fieldsOf({ properties: { a: { oneOf: kinds } } })).toEqual([
    { path: 'a.kind', default: 'needed', allowed: '`"one"`, `"two"`', more: false },
  ]);
  const many = [{ type: 'integer', minimum: 1, maximum: 2, default: 1 }, { type: 'string' }];
  expect(fieldsOf({ oneOf: many.map((a) => ({ properties: { a }, required: ['a'] })) })).toEqual([
    { path: 'a', default: '`1`, needed', allowed: '1 to 2', more: true },
  ]);
  const list = { type: 'array', items: { properties: { b: { type: 'string' } } } };
  const lists = fieldsOf({ properties: { a: list, c: list, d: { type: 'string' } } });
  expect(lists.map(({ path }) => path)).toEqual(['a[]', 'a[].b', 'c[]', 'd']);
});

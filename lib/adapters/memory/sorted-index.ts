/** Entries in the order of their sort keys, as an index partition keeps them. */
export interface SortedIndex<T> {
  readonly add: (sortKey: string, value: T) => void;
  readonly remove: (sortKey: string) => void;
  /** The first entries whose key is at most `upTo`, in order. */
  readonly first: (limit: number, upTo?: string) => readonly T[];
  /** How many keys sort before the given one; counts no further than `limit`. */
  readonly countBefore: (sortKey: string, limit: number) => number;
  /** Entries from `from` on and before `before`, in order or the last first, that `wants` takes; no more than `limit`. */
  readonly between: (range: Range<T>, limit: number) => readonly Entry<T>[];
}

/** A part of an index. */
export interface Range<T> {
  readonly from: string;
  readonly before: string;
  readonly isLastFirst?: boolean;
  readonly wants?: (value: T) => boolean;
}

export interface Entry<T> {
  readonly sortKey: string;
  readonly value: T;
}

/** Entries side by side; only the leaf of an empty index is empty. */
interface Leaf<T> {
  readonly kind: 'leaf';
  readonly keys: string[];
  readonly values: T[];
}

/** Nodes side by side. Each key sorts before all that is in its node, or as the first of it, and after all before it. */
interface Branch<T> {
  readonly kind: 'branch';
  readonly keys: string[];
  readonly children: Node<T>[];
}

type Node<T> = Leaf<T> | Branch<T>;

/** How wide a node may be: four levels hold a million entries, and moving the half of one costs nothing. */
const WIDTH_MAX = 48;

/** A B-tree, so that an entry costs the same at the head of a million as of a hundred. */
export function createSortedIndex<T>(widthMax = WIDTH_MAX): SortedIndex<T> {
  let root: Node<T> = { kind: 'leaf', keys: [], values: [] };

  return {
    add: (sortKey, value) => {
      const right = add(root, sortKey, value, widthMax);
      if (right !== undefined) {
        root = { kind: 'branch', keys: [root.keys[0] ?? '', right.keys[0] ?? ''], children: [root, right] };
      }
    },
    remove: (sortKey) => {
      const isEmpty = remove(root, sortKey);
      if (isEmpty) root = { kind: 'leaf', keys: [], values: [] };
      while (root.kind === 'branch' && root.children.length === 1) root = root.children[0] ?? root;
    },
    first: (limit, upTo) => {
      const found: T[] = [];
      walk(root, ({ keys, values }) => {
        const end = upTo === undefined ? keys.length : lowest(keys.length, (at) => (keys[at] ?? '') > upTo);
        found.push(...values.slice(0, Math.min(end, limit - found.length)));
        return end === keys.length && found.length < limit;
      });
      return found;
    },
    countBefore: (sortKey, limit) => {
      let count = 0;
      walk(root, ({ keys }) => {
        const before = positionOf(keys, sortKey);
        count += before;
        return before === keys.length && count < limit;
      });
      return Math.min(count, limit);
    },
    between: (range, limit) => {
      const found: Entry<T>[] = [];
      if (limit > 0) visit(root, range, (entry) => found.push(entry) < limit);
      return found;
    },
  };
}

/** Adds under a node; what no longer fits comes back as its new right neighbour. */
function add<T>(node: Node<T>, sortKey: string, value: T, widthMax: number): Node<T> | undefined {
  const { keys } = node;
  if (node.kind === 'leaf') {
    const at = positionOf(keys, sortKey);
    const isKnown = keys[at] === sortKey;
    keys.splice(at, isKnown ? 1 : 0, sortKey);
    node.values.splice(at, isKnown ? 1 : 0, value);
    if (keys.length <= widthMax) return undefined;
    const half = halfOf(keys, at);
    return { kind: 'leaf', keys: keys.splice(half), values: node.values.splice(half) };
  }
  const at = childOf(keys, sortKey);
  const child = node.children[at];
  const right = child === undefined ? undefined : add(child, sortKey, value, widthMax);
  if (sortKey < (keys[at] ?? '')) keys[at] = sortKey;
  if (right === undefined) return undefined;
  keys.splice(at + 1, 0, right.keys[0] ?? '');
  node.children.splice(at + 1, 0, right);
  if (keys.length <= widthMax) return undefined;
  const half = halfOf(keys, at + 1);
  return { kind: 'branch', keys: keys.splice(half), children: node.children.splice(half) };
}

/** Removes under a node; whether that node is empty now. */
function remove<T>(node: Node<T>, sortKey: string): boolean {
  const { keys } = node;
  if (node.kind === 'leaf') {
    const at = positionOf(keys, sortKey);
    if (keys[at] === sortKey) {
      keys.splice(at, 1);
      node.values.splice(at, 1);
    }
    return keys.length === 0;
  }
  const at = childOf(keys, sortKey);
  const child = node.children[at];
  if (child !== undefined && remove(child, sortKey)) {
    keys.splice(at, 1);
    node.children.splice(at, 1);
  }
  return keys.length === 0;
}

/** Where a full node is cut: in the middle, or before the last when things come in order, so that nodes stay full. */
function halfOf(keys: readonly string[], addedAt: number): number {
  return addedAt === keys.length - 1 ? addedAt : keys.length >>> 1;
}

/** Visits leaves from the first for as long as the visitor asks for more. */
function walk<T>(node: Node<T>, wantsMore: (leaf: Leaf<T>) => boolean): boolean {
  return node.kind === 'leaf' ? wantsMore(node) : node.children.every((child) => walk(child, wantsMore));
}

/** Visits entries of a range for as long as the visitor asks for more, and no node that has none of it. */
function visit<T>(node: Node<T>, range: Range<T>, wantsMore: (entry: Entry<T>) => boolean): boolean {
  const { keys } = node;
  const inOrder = <E>(part: readonly E[]) => (range.isLastFirst === true ? part.toReversed() : part);
  if (node.kind === 'branch') {
    const children = node.children.slice(childOf(keys, range.from), childOf(keys, range.before) + 1);
    return inOrder(children).every((child) => visit(child, range, wantsMore));
  }
  const start = positionOf(keys, range.from);
  const entries = node.values
    .slice(start, positionOf(keys, range.before))
    .map((value, index) => ({ sortKey: keys[start + index] ?? '', value }));
  return inOrder(entries).every((entry) => range.wants?.(entry.value) === false || wantsMore(entry));
}

/** The position of the first key that is not before `sortKey`. */
function positionOf(keys: readonly string[], sortKey: string): number {
  return lowest(keys.length, (at) => (keys[at] ?? '') >= sortKey);
}

/** The child under which a key is or would be: the last one that does not begin after it. */
function childOf(keys: readonly string[], sortKey: string): number {
  return Math.max(0, lowest(keys.length, (at) => (keys[at] ?? '') > sortKey) - 1);
}

/** The lowest number below `end` for which `holds`, by halving; `end` when there is none. It must hold for all above. */
function lowest(end: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

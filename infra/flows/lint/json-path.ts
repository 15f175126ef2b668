/** What holds values rather than being one: a comparison needs a name below it. */
const containers = new Set([
  'Agent',
  'Attributes',
  'CustomerEndpoint',
  'External',
  'FlowAttributes',
  'Lex',
  'Media',
  'Metrics',
  'Queue',
  'SegmentAttributes',
  'SystemEndpoint',
]);

/** Whether the whole text is one JSONPath. */
export function isJsonPath(text: string): boolean {
  return /^\$(?:\.[^\s.[\]$]+|\[[^\]]+\])+$/.test(text);
}

/** Whether a JSONPath stands anywhere in the text. */
export function hasJsonPath(text: string): boolean {
  return /\$[.[]/.test(text);
}

/** Whether a JSONPath leads to a value and not to what holds values. */
export function hasLeaf(path: string): boolean {
  return !containers.has(path.replace(/^\$\.?/, ''));
}

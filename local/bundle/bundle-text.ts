import type { BundleReport, FunctionReport } from './run-bundle';

/** The report as a table in Markdown, as docs/performance.md has it. */
export function bundleText({ node, runs, ratioMax, functions, laterParts }: BundleReport): string {
  return [
    `Node ${node}, median of ${runs} starts; at most ${ratioMax} times an empty handler with the same clients.`,
    '',
    '| function | KB | KB gzip | empty KB | ratio of size | clients | ready ms | empty ms | ratio | ratio by CPU |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...functions.map(rowOf),
    '',
    '| loaded when it is first needed | KB | KB gzip |',
    '|---|---|---|',
    ...laterParts.map(({ name, bytes, gzipBytes }) => `| ${name} | ${kb(bytes)} | ${kb(gzipBytes)} |`),
  ].join('\n');
}

function rowOf({ name, bytes, gzipBytes, size, clients, wall, cpu }: FunctionReport): string {
  const names = clients.map((client) => client.replace(/^@aws-sdk\/(client-)?/, '')).join(', ');
  const sizes = [kb(bytes), kb(gzipBytes), kb(size.emptyBytes), size.ratio ?? '-'];
  const cells = [name, ...sizes, names === '' ? 'none' : names, wall.readyMs, wall.emptyMs];
  return `| ${[...cells, wall.ratio ?? '-', cpu.ratio ?? '-'].join(' | ')} |`;
}

function kb(bytes: number): string {
  return String(Math.round(bytes / 1024));
}

import { metrics } from '../../lib/core/watch/metrics';
import { readText } from '../support/repository-files';

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  readonly by: readonly string[];
}

/** The table of metrics in the glossary. */
function rowsOfPage(): readonly Row[] {
  const [, section = ''] = readText('docs/glossary.md').split('\n## Metrics\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `(\w+)` \| (\w+) \| (\w+) \| (.*?) \| .+ \|$/gm)].map(
    ([, name = '', unit = '', kind = '', by = '']) => ({
      name,
      unit,
      kind,
      by: [...by.matchAll(/`(\w+)`/g)].map(([, dimension = '']) => dimension),
    }),
  );
}

test('the glossary has every metric with its unit, kind and dimensions, and no other', () => {
  const defined = Object.entries(metrics).map(([name, { unit, kind, by }]) => ({ name, unit, kind, by: [...by] }));
  expect(rowsOfPage()).toEqual(defined);
});

test('the glossary has every kind of journal entry', () => {
  const [, section = ''] = readText('docs/glossary.md').split('\n## The journal\n');
  const [table = ''] = section.split('\n## ');
  const kinds = [...readText('lib/ports/journal.ts').matchAll(/readonly kind: '(\w+)'/g)].map(([, kind = '']) => kind);
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.filter((kind) => !table.includes(`| \`${kind}\` |`))).toEqual([]);
});

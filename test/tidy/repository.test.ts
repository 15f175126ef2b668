import * as fs from 'node:fs';
import * as path from 'node:path';
import { readText, repositoryFiles, repositoryRoot } from '../support/repository-files';

const topLevelFolders = ['infra', 'functions', 'lib', 'test', 'local', 'console', 'docs'];
const pages = repositoryFiles().filter((file) => /^(?:[A-Z]+|docs\/.*)\.md$/.test(file));

test('the top level holds the folders of the design and no others', () => {
  const folders = new Set(
    repositoryFiles()
      .filter((file) => file.includes('/') && !file.startsWith('.'))
      .map((file) => file.slice(0, file.indexOf('/'))),
  );
  expect([...folders].filter((folder) => !topLevelFolders.includes(folder))).toEqual([]);
});

test('the lock file names no place to download from, so that it works with any registry', () => {
  const lock: { readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly link?: boolean }>> } =
    JSON.parse(readText('package-lock.json'));
  const addressed = Object.entries(lock.packages).filter(
    ([, entry]) => entry.resolved !== undefined && entry.link !== true,
  );
  expect(addressed.map(([name]) => name)).toEqual([]);
});

test('dependencies are pinned to exact versions', () => {
  const { dependencies, devDependencies }: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
    readText('package.json'),
  );
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('the README opens on how to run it and how to test it', () => {
  if (!repositoryFiles().includes('README.md')) return;
  const opening = readText('README.md').split('\n').slice(0, 40).join('\n');
  expect(opening).toContain('npm install && npm start');
  expect(opening).toContain('npm install && npm test');
});

test('every relative link of a page leads to a file that exists', () => {
  const broken = pages.flatMap((page) =>
    relativeLinks(readText(page))
      .filter((link) => !fs.existsSync(path.join(repositoryRoot, path.dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('every link to a part of a page leads to a heading that it has', () => {
  const broken = pages.flatMap((page) =>
    anchoredLinks(readText(page), page)
      .filter(({ target, anchor }) => pages.includes(target) && !anchorsOf(readText(target)).has(anchor))
      .map(({ target, anchor }) => `${page}: ${target}#${anchor}`),
  );
  expect(broken).toEqual([]);
});

test('anchors are those that a heading gets: without its marks, and numbered where it is there again', () => {
  const text = '# The `a_b` (c)\n## Who, then?\n```\n# no heading\n```\n## [Who](x.md) then?\n';
  expect([...anchorsOf(text)]).toEqual(['the-a_b-c', 'who-then', 'who-then-1']);
  expect(anchoredLinks('[a](b.md#c) [d](#e) [f](g.md)', 'docs/h.md')).toEqual([
    { target: 'docs/b.md', anchor: 'c' },
    { target: 'docs/h.md', anchor: 'e' },
  ]);
});

test('links to the web and within a page are not files, links and pictures are', () => {
  const text = '[a](other.md#part) [b](https://example.com) [c](#here) ![d](picture.png)\n```\n[e](sample.md)\n```\n';
  expect(relativeLinks(text)).toEqual(['other.md', 'picture.png']);
});

function relativeLinks(markdown: string): readonly string[] {
  return linksOf(markdown)
    .map((link) => link.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !isOfTheWeb(target));
}

/** Links with a `#`, from the root; the page itself where they name none. */
function anchoredLinks(
  markdown: string,
  page: string,
): readonly { readonly target: string; readonly anchor: string }[] {
  return linksOf(markdown)
    .filter((link) => link.includes('#') && !isOfTheWeb(link))
    .map((link) => {
      const [file = '', anchor = ''] = link.split('#');
      return { target: file === '' ? page : path.posix.join(path.posix.dirname(page), file), anchor };
    });
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(markdown).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    let [one, again] = [anchor, 0];
    while (anchors.has(one)) one = `${anchor}-${(again += 1)}`;
    anchors.add(one);
  }
  return anchors;
}

function linksOf(markdown: string): readonly string[] {
  const prose = withoutBlocks(markdown).replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)].map(([, target = '']) => decodeURIComponent(target));
}

function withoutBlocks(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```/gm, '');
}

function isOfTheWeb(link: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(link);
}

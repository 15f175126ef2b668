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

test('links to the web and within a page are not files, links and pictures are', () => {
  const text = '[a](other.md#part) [b](https://example.com) [c](#here) ![d](picture.png)\n```\n[e](sample.md)\n```\n';
  expect(relativeLinks(text)).toEqual(['other.md', 'picture.png']);
});

function relativeLinks(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)]
    .map(([, target = '']) => decodeURIComponent(target.replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

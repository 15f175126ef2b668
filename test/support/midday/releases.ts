import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { repositoryRoot } from '../repository-files';

/** The functions that place, dial and follow callbacks. */
export const functionNames = ['ivr', 'dispatch', 'contact-events'] as const;

export type FunctionName = (typeof functionNames)[number];

/** The bundles of two releases, and the process that runs one of them. */
export interface Releases {
  readonly bundleOf: (release: 'old' | 'new', name: FunctionName) => string;
  readonly runner: string;
  readonly remove: () => void;
}

/** The commit of the release before this one, where the history has it. */
export function previousRelease(tag: string, commit: string): string | undefined {
  return [`${tag}^{commit}`, `${commit}^{commit}`].map(git).find((found) => found !== undefined);
}

function git(revision: string): string | undefined {
  try {
    const found = execFileSync('git', ['rev-parse', '--verify', '--quiet', revision], {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return found.trim();
  } catch {
    return undefined;
  }
}

/** Bundles both releases as they are deployed, but for the version of Node. Both stand on the packages that are installed. */
export function buildReleases(commit: string): Releases {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-midday-'));
  const sources = path.join(folder, 'sources');
  fs.mkdirSync(sources);
  const archive = execFileSync('git', ['archive', commit, 'functions', 'lib', 'package.json'], {
    cwd: repositoryRoot,
    maxBuffer: 1 << 28,
  });
  execFileSync('tar', ['-x'], { cwd: sources, input: archive });
  fs.symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(sources, 'node_modules'));
  const entries = functionNames.map((name) => `functions/${name}/index.ts`);
  bundle(sources, entries, path.join(folder, 'old'));
  bundle(repositoryRoot, entries, path.join(folder, 'new'));
  bundle(repositoryRoot, ['test/support/midday/lambda-process.ts'], path.join(folder, 'runner'));
  return {
    bundleOf: (release, name) => path.join(folder, release, name, 'index.js'),
    runner: path.join(folder, 'runner', 'lambda-process.js'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

/** With the options of infra/constructs/service-function.ts. */
function bundle(root: string, entries: readonly string[], to: string): void {
  const options = ['--bundle', '--platform=node', '--target=node20', '--format=cjs', '--minify', '--keep-names'];
  const esbuild = path.join(repositoryRoot, 'node_modules', '.bin', 'esbuild');
  execFileSync(esbuild, [...entries, ...options, '--main-fields=module,main', `--outdir=${to}`], {
    cwd: root,
    stdio: 'pipe',
  });
}

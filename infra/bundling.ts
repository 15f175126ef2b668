import { createRequire } from 'node:module';
import * as path from 'node:path';
import { parsePolicy } from '../lib/core/policy/policy';
import type { HoldfreeConfig } from '../lib/core/policy/schema';

/** How each function is made one file of: by synth as it is deployed, and by `npm run bundle` as it is measured. */
export const bundling = {
  format: 'cjs',
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  mainFields: ['module', 'main'],
} as const;

/**
 * What no start needs, each in a file of its own beside the bundle: what reads a configuration, the numbering plans of all
 * countries, what reads a file of customers, and the words of each language. The engine reads a bundle from end to end before its first line runs. Each is loaded by `require('./its-name')`
 * in a function, and nowhere else.
 */
const laterParts = [
  'lib/core/policy/understand-config.ts',
  'lib/core/plans-of-all-countries.ts',
  'lib/adapters/directory/csv-directory.ts',
  'lib/core/speech/languages/en-us.ts',
  'lib/core/speech/languages/ru-ru.ts',
] as const;

/** How the bundler is told to leave the later parts out. */
export const laterModules = laterParts.map((file) => `*/${path.parse(file).name}`);

/** What the bundler is asked for the later parts with; the target and the folder are to be added. */
export const laterOptions = [
  ...laterParts,
  '--bundle',
  '--platform=node',
  `--format=${bundling.format}`,
  '--minify',
  '--sourcemap',
  `--sources-content=${bundling.sourcesContent}`,
  `--main-fields=${bundling.mainFields.join(',')}`,
  '--entry-names=[name]',
  ...laterModules.map((name) => `--external:${name}`),
] as const;

/** The bundler, wherever the package manager has put it: beside this folder, or beside the app that this is a part of. */
export function bundlerFile(): string {
  const manifest = createRequire(__filename).resolve('esbuild/package.json');
  return path.join(path.dirname(manifest), 'bin', 'esbuild');
}

/** What Node is told when it starts a function. */
export const nodeOptions = '--enable-source-maps';

/** A command line ends at 128 KB (MAX_ARG_STRLEN of Linux), and synth hands the first line to the bundler on one. */
const BANNER_MAX = 100_000;

/**
 * The first line of each bundle: it puts the configuration where the code reads it, and beside it what synth has read in it,
 * so that a start need not read it again. A Lambda's own environment ends at 4 KB, which a dozen queues would fill. A variable
 * that is set all the same wins, so that another configuration can be tried by hand. (The directive is repeated here because
 * esbuild's own would no longer come first.)
 */
export function policyBanner(config: HoldfreeConfig): string {
  const written = `process.env.HOLDFREE_POLICY=${JSON.stringify(JSON.stringify(config))};`;
  const policy = parsePolicy(config);
  const read = policy.ok ? `process.env.HOLDFREE_POLICY_READ=${JSON.stringify(JSON.stringify(policy.value))};` : '';
  const both = written.length + read.length > BANNER_MAX ? written : written + read;
  return `'use strict';if(process.env.HOLDFREE_POLICY===undefined){${both}}`;
}

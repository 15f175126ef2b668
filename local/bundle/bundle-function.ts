import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { bundlerFile, bundling, laterModules, laterOptions, policyBanner } from '../../infra/bundling';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { contentsOf, emptyHandler, type BundleContents } from './sdk-clients';

const root = path.join(__dirname, '..', '..');

/** A function in one file, and an empty handler with the same clients beside it. */
export interface Bundle extends BundleContents {
  readonly name: string;
  readonly gzipBytes: number;
  readonly emptyBytes: number;
  readonly file: string;
  readonly emptyFile: string;
}

/** The functions by the names of their folders, sorted. */
export function functionNames(): readonly string[] {
  const folders = readdirSync(path.join(root, 'functions'));
  return folders.filter((name) => existsSync(entryOf(name))).toSorted();
}

function entryOf(name: string): string {
  return path.join(root, 'functions', name, 'index.ts');
}

/** What is in each function as it is deployed, by its name: all of them bundled at once, and none of it written. */
export async function contentsOfAll(config: HoldfreeConfig): Promise<ReadonlyMap<string, BundleContents>> {
  const names = functionNames();
  const { metafile } = await build({
    ...settings,
    ...ownSettings(config),
    entryPoints: names.map(entryOf),
    outdir: path.join(root, 'dist'),
    sourcemap: false,
    write: false,
  });
  const folderOf = (file: string) => path.basename(path.dirname(file));
  return new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [
      folderOf(file),
      contentsOf({ outputs: { [file]: output } }),
    ]),
  );
}

/** Bundles a function as it is deployed, but for this machine's Node, and says what is in it. */
export async function bundleInto(file: string, name: string, config: HoldfreeConfig): Promise<BundleContents> {
  const { metafile } = await build({
    ...settings,
    ...ownSettings(config),
    entryPoints: [entryOf(name)],
    outfile: file,
  });
  return contentsOf(metafile);
}

/** What every function loads when it first needs it, in a file of its own. */
export interface LaterPart {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly packages: readonly string[];
}

/** Bundles the later parts as they are deployed, into the folder that the functions are in. */
export function bundleLaterParts(folder: string): readonly LaterPart[] {
  const metafile = path.join(folder, 'later.json');
  const options = [`--target=${settings.target}`, '--log-level=error', `--outdir=${folder}`, `--metafile=${metafile}`];
  execFileSync(bundlerFile(), [...laterOptions, ...options], { cwd: root, stdio: 'pipe' });
  const { outputs }: Metafile = JSON.parse(readFileSync(metafile, 'utf8'));
  return Object.entries(outputs).flatMap(([file, output]) => {
    if (output.entryPoint === undefined) return [];
    const { bytes, packages } = contentsOf({ outputs: { [file]: output } });
    const { name, base } = path.parse(file);
    return [{ name, bytes, gzipBytes: gzipSync(readFileSync(path.join(folder, base))).length, packages }];
  });
}

/** A function, and beside it the empty handler; the later parts are to be in the same folder. */
export async function bundleFunction(name: string, config: HoldfreeConfig, folder: string): Promise<Bundle> {
  const file = path.join(folder, `${name}.js`);
  const contents = await bundleInto(file, name, config);
  const emptyFile = path.join(folder, `${name}.empty.js`);
  await build({
    ...settings,
    stdin: { contents: emptyHandler(contents.clients, classOf), resolveDir: root, sourcefile: 'empty.js' },
    outfile: emptyFile,
  });
  const gzipBytes = gzipSync(readFileSync(file)).length;
  return { ...contents, name, gzipBytes, emptyBytes: statSync(emptyFile).size, file, emptyFile };
}

const settings = {
  bundle: true,
  platform: 'node',
  target: `node${process.versions.node.split('.')[0]}`,
  format: bundling.format,
  minify: bundling.minify,
  sourcemap: bundling.sourceMap,
  sourcesContent: bundling.sourcesContent,
  mainFields: [...bundling.mainFields],
  absWorkingDir: root,
  logLevel: 'error',
} as const satisfies BuildOptions;

/** What the empty handler has not: our configuration, and parts that are left for later. */
function ownSettings(config: HoldfreeConfig) {
  return { banner: { js: policyBanner(config) }, external: laterModules, metafile: true } as const;
}

const load = createRequire(__filename);

/** The class of a client package: its one export that is called after a client, `ConnectClient` say. */
function classOf(packageName: string): string {
  const exported: object = load(packageName);
  const found = Object.keys(exported).find((name) => /^[A-Z]\w*Client$/.test(name));
  if (found === undefined) throw new Error(`${packageName} exports no client`);
  return found;
}

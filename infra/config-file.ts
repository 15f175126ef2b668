import { readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { transformSync, type TransformFailure } from 'esbuild';
import * as z from 'zod/mini';
import { masked } from '../lib/core/policy/refusals';
import { err, ok, type Result } from '../lib/core/result';

/** As much of what somebody else says as fits on a line. */
const SAID_MAX = 240;

const moduleSchema = z.looseObject({ config: z.unknown() });

/** Whatever has thrown it: what a file throws need not be an error of ours. */
const thrownSchema = z.object({ message: z.string().check(z.minLength(1)) });

const failureSchema = z.object({ errors: z.array(z.unknown()) });

/**
 * What a configuration file exports as `config`, or why there is nothing, a line each. It is loaded when this is called, so
 * that whoever asks can say what is wrong with it.
 */
export function loadConfigFile(file: string): Result<unknown, readonly string[]> {
  if (!isFile(file)) return err(['there is no such file; docs/configuration.md says what it holds']);
  const exported = load(file);
  if (!exported.ok) return exported;
  const module = moduleSchema.safeParse(exported.value);
  if (module.success && module.data.config !== undefined) return ok(module.data.config);
  return err(['config: got nothing; allowed is a configuration, as in "export const config = defineConfig({ ... });"']);
}

/** Whether there is such a file, and no folder of its name. */
export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function load(file: string): Result<unknown, readonly string[]> {
  try {
    return ok(require(file));
  } catch (fault) {
    const wrong = syntaxErrors(file);
    return err(wrong.length > 0 ? wrong : [`cannot be loaded: ${said(fault)}`]);
  }
}

/** Asked of esbuild, whoever has loaded the file: it knows the line. */
function syntaxErrors(file: string): readonly string[] {
  try {
    transformSync(readFileSync(file, 'utf8'), { loader: 'ts', logLevel: 'silent', sourcefile: path.basename(file) });
    return [];
  } catch (fault) {
    if (!isTransformFailure(fault)) return [];
    return fault.errors.map(({ location, text }) => {
      const at = location === null ? '' : `line ${location.line}, column ${location.column + 1}: `;
      return `${at}this is not TypeScript: ${masked(text)}`;
    });
  }
}

function isTransformFailure(fault: unknown): fault is TransformFailure {
  return failureSchema.safeParse(fault).success;
}

/** The first line of what was thrown, with the next one where it only announces that; it may name a number or a token. */
function said(fault: unknown): string {
  const thrown = thrownSchema.safeParse(fault);
  const text = thrown.success ? thrown.data.message : String(fault);
  const [first = '', second = ''] = text.split('\n');
  const line = first.endsWith(':') ? `${first} ${second}` : first;
  return masked(line).slice(0, SAID_MAX);
}

import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The root of this repository. */
export const repositoryRoot = path.join(__dirname, '..', '..');

const binary = /\.(png|jpg|jpeg|gif|ico|wav|mp3|gz|zip|tgz|woff2?|pdf)$/;
const generatedFolders = new Set(['node_modules', 'cdk.out', 'coverage', '.git', '.cache', '.holdfree']);

/** Paths from the root of every file that is, or would be, under version control. */
export function repositoryFiles(): readonly string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed.split('\0').filter((file) => file !== '' && isFile(file));
  } catch {
    // A source archive has no git; then everything counts that a build does not make.
    return walk('');
  }
}

/** The same, text files only. */
export function textFiles(): readonly string[] {
  return repositoryFiles().filter((file) => !binary.test(file));
}

/** The text of a file by its path from the root. */
export function readText(file: string): string {
  return fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
}

function isFile(file: string): boolean {
  return fs.statSync(path.join(repositoryRoot, file), { throwIfNoEntry: false })?.isFile() ?? false;
}

function walk(folder: string): readonly string[] {
  return fs.readdirSync(path.join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return generatedFolders.has(entry.name) ? [] : walk(file);
    return entry.isFile() && !entry.name.endsWith('.log') ? [file] : [];
  });
}

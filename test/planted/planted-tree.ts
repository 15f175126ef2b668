import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { repositoryFiles, repositoryRoot } from '../support/repository-files';
import type { PlantedBug } from './planted-bugs';

/** A copy of the repository in which bugs are planted and taken out again; the working tree is never touched. */
export interface PlantedTree {
  readonly root: string;
  readonly plant: (bug: Pick<PlantedBug, 'name' | 'changes'>) => void;
  readonly restore: () => void;
  readonly remove: () => void;
}

export function createPlantedTree(): PlantedTree {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'holdfree-planted-')));
  for (const file of repositoryFiles()) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.copyFileSync(path.join(repositoryRoot, file), path.join(root, file));
  }
  fs.symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(root, 'node_modules'), 'dir');
  const originals = new Map<string, string>();
  return {
    root,
    plant: ({ name, changes }) => {
      for (const { file, text, replacement } of changes) {
        const target = path.join(root, file);
        const before = fs.readFileSync(target, 'utf8');
        const times = timesIn(before, text);
        // A bug that is not planted proves nothing.
        if (times !== 1) throw new Error(`${name}: its anchor is found ${times} times in ${file}, not once:\n${text}`);
        if (!originals.has(file)) originals.set(file, before);
        fs.writeFileSync(
          target,
          before.replace(text, () => replacement),
        );
      }
    },
    restore: () => {
      for (const [file, text] of originals) fs.writeFileSync(path.join(root, file), text);
      originals.clear();
    },
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

/** How often a text occurs in another. */
export function timesIn(text: string, part: string): number {
  return text.split(part).length - 1;
}

import { readConfig, type Configured } from '../../infra/read-config';
import { UsageError } from '../terminal/usage-error';

/**
 * The configuration that synth would deploy: the file that `HOLDFREE_CONFIG` names, else holdfree.config.ts. Throws UsageError with
 * the lines that synth prints.
 */
export function chosenConfig(file?: string): Configured['config'] {
  const read = readConfig(file);
  if (read.ok) return read.value.config;
  throw new UsageError(read.error.join('\n'));
}

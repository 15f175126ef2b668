import { readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** What CloudFormation takes. Source: "Template body size in an S3 object", AWS CloudFormation quotas. */
const TEMPLATE_BYTES_MAX = 1_000_000;

/** A line for each template of a synth that CloudFormation would refuse, those of stacks within included, ready to be printed. */
export function tooLarge(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((file) => {
    if (!file.endsWith('.template.json')) return [];
    const bytes = statSync(path.join(folder, file)).size;
    if (bytes <= TEMPLATE_BYTES_MAX) return [];
    return [
      `${file}: got ${bytes} bytes; CloudFormation takes ${TEMPLATE_BYTES_MAX} at most: take some of the queues, phoneNumbers or languages out of the configuration`,
    ];
  });
}

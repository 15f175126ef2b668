import { err, ok, type Result } from '../result';
import { deployedDifferences } from './needs-deployment';
import { parsePolicy, type Policy } from './policy';
import { describeRefusal, type PolicyRefusal } from './refusals';
import type { Deployed } from './to-policy';

/** AppConfig keeps 1 MB at most (quota "configuration size limit in the hosted store"); nobody looks at more than that. */
const CONTENT_MAX = 1_048_576;

/** One wrong field is a line; who has more than this wrong reads the first ones. */
const LINES_MAX = 20;

/** Why a delivered configuration may not be used. */
export interface DeliveryRefusal {
  /** It is right, but belongs to another deployment: one that is under way, or was taken back. */
  readonly isOfAnotherDeployment: boolean;
  /** A line for each field. */
  readonly lines: readonly string[];
}

/**
 * Whether a delivered configuration may be used where another one was deployed: it has to be right by the same schema as at
 * synth, and to differ only in what needs no deployment. Else every field that stands against it is named, a line each.
 */
export function judgeDelivery(
  deployedConfig: unknown,
  content: string,
  flows: Deployed = {},
): Result<Policy, DeliveryRefusal> {
  if (content.length > CONTENT_MAX) return wrong([`the configuration: is longer than ${CONTENT_MAX} characters`]);
  const config = parsedJson(content);
  if (config === undefined) return wrong(['the configuration: is not JSON']);
  const written = parsePolicy(config);
  if (!written.ok) return wrong(linesOf(written.error));
  const deployed = parsePolicy(deployedConfig);
  if (!deployed.ok) return wrong(linesOf(deployed.error));
  const fields = deployedDifferences(deployed.value, written.value);
  if (fields.length > 0) {
    const lines = fields.map((field) => `${field}: is deployed, so it needs a deployment`);
    return err({ isOfAnotherDeployment: true, lines: bounded(lines) });
  }
  const policy = parsePolicy(config, flows);
  return policy.ok ? ok(policy.value) : wrong(linesOf(policy.error));
}

function wrong(lines: readonly string[]): Result<never, DeliveryRefusal> {
  return err({ isOfAnotherDeployment: false, lines: bounded(lines) });
}

/** JSON has no undefined of its own. */
function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function linesOf(refusals: readonly PolicyRefusal[]): readonly string[] {
  return refusals.map(describeRefusal);
}

function bounded(lines: readonly string[]): readonly string[] {
  if (lines.length <= LINES_MAX) return lines;
  return [...lines.slice(0, LINES_MAX), `and ${lines.length - LINES_MAX} more`];
}

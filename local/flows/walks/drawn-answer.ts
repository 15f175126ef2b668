import { MISSING, NONE, operations, type OperationSpec } from '../../../lib/core/dialogue/operations';
import { languageCodes } from '../../../lib/core/speech/language-codes';
import type { Draws } from './draws';
import type { FlowMap } from './flow-map';

/** What any question may be answered with, when it cannot be answered. */
export const refusals = ['malformed_request', 'unknown_operation', 'unknown_queue', 'unavailable'] as const;

/** Values that no flow compares with, and that must do no harm. */
const strangeValues = [NONE, MISSING, 'yes', '0', '17', '7000', '-1', 'NaN', 'unheard-of', '1772449200000'];

/** What no voice could read. */
const unreadable = ['', '<speak>', 'no markup', `<speak>${'a'.repeat(7_000)}</speak>`, '<speak>&</speak>'];

/**
 * An answer drawn from what is agreed of an operation: any outcome, any field with any value that a flow knows, prompts
 * there or missing. `ahead`: fields that are to be so, or not at all.
 */
export function drawAnswer(
  operation: string,
  { draws, map }: { readonly draws: Draws; readonly map: FlowMap },
  ahead: ReadonlyMap<string, string | undefined>,
): Readonly<Record<string, string>> {
  const spec: OperationSpec | undefined = Object.entries(operations).find(([name]) => name === operation)?.[1];
  const isRefused = spec === undefined || (ahead.size === 0 && draws.isTrue(0.06));
  if (isRefused) return { outcome: draws.one(refusals) };
  const answer: Record<string, string> = {
    outcome: draws.isTrue(0.95) ? draws.one(spec.outcomes) : 'unheard-of',
    ...drawLanguage(draws),
  };
  for (const field of spec.fields) {
    if (draws.isTrue(0.9)) answer[field] = drawValue(field, draws, map);
  }
  const missingShare = draws.isTrue(ahead.size > 0 ? 0.98 : 0.75) ? 0 : draws.one([0.1, 0.5, 1]);
  for (const key of spec.prompts) {
    if (!draws.isTrue(missingShare)) answer[`say_${key}`] = promptOf(key);
  }
  if (draws.isTrue(0.02)) answer[`say_${draws.one([...spec.prompts, 'nothing'])}`] = draws.one(unreadable);
  for (const [field, value] of ahead) {
    if (value !== undefined) answer[field] = value;
    else delete answer[field];
  }
  return answer;
}

function drawLanguage(draws: Draws): Readonly<Record<string, string>> {
  return draws.isTrue(0.9) ? { language: draws.one([...languageCodes, 'ask', 'fr-FR']) } : {};
}

function drawValue(field: string, draws: Draws, map: FlowMap): string {
  const compared = map.comparedWith(field);
  return compared.length > 0 && draws.isTrue(0.85) ? draws.one(compared) : draws.one(strangeValues);
}

function promptOf(key: string): string {
  return `<speak>${key.replaceAll('_', ' ')}</speak>`;
}

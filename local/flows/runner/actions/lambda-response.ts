import { valueAt } from '../../../../infra/flows/language/specification';
import { isRecord } from '../json-paths';

const bytesMax = 32_768;

/** What a flow understands of an answer; undefined when it does not: too long, no object, not of the type expected. */
export function readLambdaResponse(
  payload: string,
  parameters: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  if (Buffer.byteLength(payload) > bytesMax) return undefined;
  const response = parse(payload);
  if (!isRecord(response)) return undefined;
  const isJson = valueAt(parameters, ['ResponseValidation', 'ResponseType']) === 'JSON';
  return isJson || Object.values(response).every((value) => typeof value === 'string') ? response : undefined;
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

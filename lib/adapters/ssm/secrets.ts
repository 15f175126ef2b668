import { GetParameterCommand, SSMServiceException, type SSMClient } from '@aws-sdk/client-ssm';
import { AdapterError } from '../../ports/adapter-error';
import type { Clock } from '../../ports/clock';
import type { Secrets } from '../../ports/secrets';

/** A secret that is changed counts at the latest after this. */
const KEPT_MS = 300_000;

const notThere = new Set(['ParameterNotFound', 'ParameterVersionNotFound']);

/** Secrets in the parameter store of Systems Manager, as parameters of type SecureString. */
export function createSsmSecrets(client: SSMClient, clock: Clock): Secrets {
  const kept = new Map<string, { readonly value: string; readonly untilMs: number }>();
  return {
    read: async (name) => {
      const known = kept.get(name);
      if (known !== undefined && clock.nowMs() < known.untilMs) return known.value;
      kept.delete(name);
      const value = await valueOf(client, name);
      // One that is missing is looked for each time: whoever adds it wants to see it work.
      if (value !== undefined) kept.set(name, { value, untilMs: clock.nowMs() + KEPT_MS });
      return value;
    },
  };
}

async function valueOf(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter: parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return parameter?.Value;
  } catch (error) {
    if (error instanceof SSMServiceException && notThere.has(error.name)) return undefined;
    throw new AdapterError('ssm', { retryable: isPassing(error), cause: error });
  }
}

/** A parameter that may not be read, or not be decrypted, is as closed the next time. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof SSMServiceException)) return true;
  const status = error.$metadata.httpStatusCode ?? 500;
  return status >= 500 || status === 429 || error.name.includes('Throttl');
}

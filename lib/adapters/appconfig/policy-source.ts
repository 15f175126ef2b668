import {
  BadRequestException,
  GetLatestConfigurationCommand,
  StartConfigurationSessionCommand,
  type AppConfigDataClient,
  type GetLatestConfigurationCommandOutput,
} from '@aws-sdk/client-appconfigdata';
import { AdapterError } from '../../ports/adapter-error';
import type { Clock } from '../../ports/clock';
import type { Journal } from '../../ports/journal';
import type { DeliveredPolicy, PolicySource } from '../../ports/policy-source';

/** A policy that is delivered counts at the latest after this, and a call that asks costs money. */
const POLL_MS = 60_000;

/** A caller waits on it in a function that has just started: a connection, a session and the configuration. */
const FIRST_WAIT_MS = 800;

/** Once there is one that serves as well, nobody waits longer than this for another. */
const WAIT_MS = 300;

/** A fault that lasts is told again after this. */
const TELL_MS = 300_000;

/**
 * Sooner than this AppConfig refuses to be asked; 15 is the least it takes (StartConfigurationSession in the API reference).
 * Well below our own interval, so that one answer that came slowly does not have the next question refused.
 */
const REFUSED_BEFORE_SECONDS = 30;

/** By which AppConfig knows a configuration: ids or names. */
export interface DeliveredWhere {
  readonly application: string;
  readonly environment: string;
  readonly profile: string;
}

/** What the source stands on. */
export interface PolicySourceAround {
  readonly clock: Clock;
  readonly journal: Journal;
}

/**
 * The policy as AppConfig delivers it, asked for at most once a minute. A token serves one question, and an answer without
 * a configuration means that it has not changed; both by GetLatestConfiguration in the API reference of AppConfig Data.
 * What went wrong is not asked again at once: somebody waits.
 */
export function createAppConfigPolicySource(
  client: AppConfigDataClient,
  where: DeliveredWhere,
  { clock, journal }: PolicySourceAround,
): PolicySource {
  let known: DeliveredPolicy | undefined;
  let token: string | undefined;
  let nextMs = Number.NEGATIVE_INFINITY;
  let toldUntilMs = Number.NEGATIVE_INFINITY;
  return {
    latest: async () => {
      const nowMs = clock.nowMs();
      if (nowMs < nextMs) return known;
      // Before the first word is sent: who asks meanwhile takes what is known.
      nextMs = nowMs + POLL_MS;
      const held = token;
      // It is spent as soon as it is sent, whatever comes of that.
      token = undefined;
      try {
        const answer = await clock.within(known === undefined ? FIRST_WAIT_MS : WAIT_MS, () =>
          ask(client, where, held),
        );
        token = answer.NextPollConfigurationToken;
        nextMs = nowMs + Math.max(POLL_MS, (answer.NextPollIntervalInSeconds ?? 0) * 1000);
        const content = Buffer.from(answer.Configuration ?? []).toString('utf8');
        // A new session begins with the whole of it, which may be what was known before.
        if (content !== '' && content !== known?.content) known = { content };
      } catch (error) {
        if (nowMs >= toldUntilMs) {
          toldUntilMs = nowMs + TELL_MS;
          const { message } = new AdapterError('appconfig', { retryable: true, cause: error });
          journal.note({ kind: 'fault', where: 'policy', reason: message });
        }
      }
      return known;
    },
  };
}

/** A token is good for 24 hours; who comes later with it is refused, and begins anew. */
async function ask(
  client: AppConfigDataClient,
  where: DeliveredWhere,
  token: string | undefined,
): Promise<GetLatestConfigurationCommandOutput> {
  if (token === undefined) return askAnew(client, where);
  try {
    return await client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token }));
  } catch (error) {
    if (error instanceof BadRequestException) return askAnew(client, where);
    throw error;
  }
}

async function askAnew(
  client: AppConfigDataClient,
  { application, environment, profile }: DeliveredWhere,
): Promise<GetLatestConfigurationCommandOutput> {
  const { InitialConfigurationToken: token } = await client.send(
    new StartConfigurationSessionCommand({
      ApplicationIdentifier: application,
      EnvironmentIdentifier: environment,
      ConfigurationProfileIdentifier: profile,
      RequiredMinimumPollIntervalInSeconds: REFUSED_BEFORE_SECONDS,
    }),
  );
  return client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token }));
}

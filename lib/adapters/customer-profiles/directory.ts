import { SearchProfilesCommand, type CustomerProfilesClient, type Profile } from '@aws-sdk/client-customer-profiles';
import type { Customer } from '../../core/lost/case';
import type { DirectoryPolicy } from '../../core/policy/lost-policy';
import { languageCodes } from '../../core/speech/language-codes';
import type { Clock } from '../../ports/clock';
import type { Directory, DirectoryAnswer } from '../../ports/directory';
import type { Journal } from '../../ports/journal';

type ProfilesPolicy = Extract<DirectoryPolicy, { readonly kind: 'customer-profiles' }>;

/** The search key under which Customer Profiles keeps every number of a profile. */
const PHONE_KEY = '_phone';

/** More profiles than this with one number are a switchboard, not a customer. */
const PROFILES_MAX = 10;

/** A profile that is changed counts at the latest after this. */
const KEPT_MS = 300_000;
const KEPT_MAX = 1_000;

/** A search that fails is told no more often. */
const TOLD_EVERY_MS = 300_000;

/** A caller is on the line. */
const TIME_LIMIT_MS = 1_000;

const vipWords = new Set(['yes', 'true', '1']);

interface Around {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly timeLimitMs?: number;
  readonly keptMax?: number;
}

/** The directory in Amazon Connect Customer Profiles. What it has said serves for five minutes, of the last thousand callers. */
export function createCustomerProfilesDirectory(
  client: CustomerProfilesClient,
  policy: ProfilesPolicy,
  { clock, journal, timeLimitMs = TIME_LIMIT_MS, keptMax = KEPT_MAX }: Around,
): Directory {
  const kept = new Map<string, { readonly answer: DirectoryAnswer; readonly untilMs: number }>();
  let toldMs = Number.NEGATIVE_INFINITY;
  const tell = (error: unknown): void => {
    if (clock.nowMs() - toldMs < TOLD_EVERY_MS) return;
    toldMs = clock.nowMs();
    // A message may repeat the number; the name says enough.
    const reason = error instanceof Error ? error.name : 'unknown fault';
    journal.note({ kind: 'fault', where: 'directory', reason });
  };
  return {
    find: async (number) => {
      const known = kept.get(number);
      if (known !== undefined && clock.nowMs() < known.untilMs) return known.answer;
      try {
        const answer = answerFrom(await search(client, policy.domain, number, timeLimitMs), policy);
        kept.delete(number);
        const [oldest] = kept.keys();
        if (oldest !== undefined && kept.size >= keptMax) kept.delete(oldest);
        kept.set(number, { answer, untilMs: clock.nowMs() + KEPT_MS });
        return answer;
      } catch (error) {
        tell(error);
        return { kind: 'unavailable' };
      }
    },
  };
}

async function search(
  client: CustomerProfilesClient,
  domain: string,
  number: string,
  timeLimitMs: number,
): Promise<readonly Profile[]> {
  const { Items: profiles = [] } = await client.send(
    new SearchProfilesCommand({ DomainName: domain, KeyName: PHONE_KEY, Values: [number], MaxResults: PROFILES_MAX }),
    { abortSignal: AbortSignal.timeout(timeLimitMs) },
  );
  return profiles;
}

/** Of several profiles with one number the first that an agent looks after. */
function answerFrom(profiles: readonly Profile[], policy: ProfilesPolicy): DirectoryAnswer {
  const customers = profiles.map((profile) => customerFrom(profile, policy));
  const customer = customers.find(({ agentId }) => agentId !== undefined) ?? customers[0];
  return customer === undefined ? { kind: 'unknown' } : { kind: 'known', customer };
}

function customerFrom(profile: Profile, policy: ProfilesPolicy): Customer {
  const { FirstName: first, LastName: last, BusinessName: business, Attributes: attributes = {} } = profile;
  const person = [first, last].filter((part) => (part ?? '') !== '').join(' ');
  const name = person === '' ? business : person;
  // As Connect writes ids, whoever keeps them.
  const agentId = attributes[policy.agentAttribute]?.trim().toLowerCase();
  const language = languageCodes.find((code) => code === attributes[policy.languageAttribute]?.trim());
  const isVip = vipWords.has(attributes[policy.vipAttribute]?.trim().toLowerCase() ?? '');
  return {
    ...((name ?? '') === '' ? {} : { name }),
    ...((agentId ?? '') === '' ? {} : { agentId }),
    ...(language === undefined ? {} : { language }),
    ...(isVip ? { isVip } : {}),
  };
}

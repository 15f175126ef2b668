import type { CallerProfile, CallerStore, ProfileChange } from '../../ports/caller-store';

/** Profiles by number. */
export function createMemoryCallerStore(): CallerStore {
  const profiles = new Map<string, CallerProfile>();
  return {
    get: async (number) => profiles.get(number),
    remember: async (number, change) => {
      if (Object.values(change).every((value) => value === undefined)) return;
      profiles.set(number, changed(profiles.get(number) ?? {}, change));
    },
  };
}

function changed(before: CallerProfile, change: ProfileChange): CallerProfile {
  const language = change.language ?? before.language;
  const optedOutAtMs = change.optedOutAtMs ?? before.optedOutAtMs;
  const blockedAtMs = change.blockedAtMs ?? before.blockedAtMs;
  return {
    ...(language === undefined ? {} : { language }),
    ...(optedOutAtMs === undefined || optedOutAtMs === 'lifted' ? {} : { optedOutAtMs }),
    ...(blockedAtMs === undefined || blockedAtMs === 'lifted' ? {} : { blockedAtMs }),
  };
}

import type { CallOnLine, CallerProfile, CallerStore, ProfileChange } from '../../ports/caller-store';

/** Profiles by number. */
export function createMemoryCallerStore(): CallerStore {
  const profiles = new Map<string, CallerProfile>();
  const calls = new Map<string, CallOnLine>();
  return {
    get: async (number) => profiles.get(number),
    remember: async (number, change) => {
      if (Object.values(change).every((value) => value === undefined)) return;
      profiles.set(number, changed(profiles.get(number) ?? {}, change));
    },
    noteCall: async (number, call) => void calls.set(number, call),
    lastCall: async (number) => calls.get(number),
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

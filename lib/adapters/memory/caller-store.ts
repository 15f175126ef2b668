import type { CallerProfile, CallerStore } from '../../ports/caller-store';

/** Profiles by number. */
export function createMemoryCallerStore(): CallerStore {
  const profiles = new Map<string, CallerProfile>();
  return {
    get: async (number) => profiles.get(number),
    remember: async (number, { language, optedOutAtMs }) => {
      if (language === undefined && optedOutAtMs === undefined) return;
      const { optedOutAtMs: before, ...known } = profiles.get(number) ?? {};
      const after = optedOutAtMs ?? before;
      profiles.set(number, {
        ...known,
        ...(language === undefined ? {} : { language }),
        ...(after === undefined || after === 'lifted' ? {} : { optedOutAtMs: after }),
      });
    },
  };
}

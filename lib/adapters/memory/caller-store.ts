import type { CallOnLine, CallerProfile, CallerStore, ProfileChange } from '../../ports/caller-store';
import { onShelf, type Shelf } from './shelf';

/** As many as the table keeps at least. */
const LATEST_MAX = 12;

/** Profiles by number. `latestOf`: as what the calls of a number came. */
export function createMemoryCallerStore(
  shelves: Shelf[] = [],
): CallerStore & { readonly latestOf: (number: string) => readonly string[] } {
  const profiles = new Map<string, CallerProfile>();
  const latest = new Map<string, readonly string[]>();
  const calls = new Map<string, CallOnLine>();
  const forget = (number: string) => {
    calls.delete(number);
    latest.delete(number);
  };
  shelves.push({
    under: (number) => [
      ...(profiles.has(number) ? [{ kind: 'profile', number } as const] : []),
      ...(calls.has(number) ? [{ kind: 'last_call', number } as const] : []),
    ],
    find: (thing) => {
      if (thing.kind === 'last_call') return onShelf(calls.has(thing.number), () => forget(thing.number));
      if (thing.kind !== 'profile' && thing.kind !== 'language') return undefined;
      const profile = profiles.get(thing.number);
      if (thing.kind === 'profile') return onShelf(profile !== undefined, () => void profiles.delete(thing.number));
      const { language, ...others } = profile ?? {};
      return onShelf(language !== undefined, () => void profiles.set(thing.number, others));
    },
  });
  return {
    get: async (number) => profiles.get(number),
    remember: async (number, change) => {
      if (Object.values(change).every((value) => value === undefined)) return;
      profiles.set(number, changed(profiles.get(number) ?? {}, change));
    },
    noteCall: async (number, call) => {
      calls.set(number, call);
      latest.set(number, [...new Set([...(latest.get(number) ?? []), call.contactId])].slice(-LATEST_MAX));
    },
    latestOf: (number) => latest.get(number) ?? [],
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

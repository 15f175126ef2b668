// How long a repeat of a dial is answered with the first contact: documented as seven days.
const CLIENT_TOKEN_KEPT_MS = 7 * 24 * 60 * 60 * 1_000;

/** One accepted dial; `fingerprint` is its request without the token. */
export interface ClientToken {
  readonly token: string;
  readonly fingerprint: string;
  readonly contactId: string;
  readonly acceptedAtMs: number;
}

export interface ClientTokens {
  readonly find: (token: string) => ClientToken | undefined;
  readonly keep: (entry: ClientToken) => void;
  readonly all: () => readonly ClientToken[];
}

/** Forgets in order of age, as time goes by; no timer is needed. */
export function createClientTokens(nowMs: () => number): ClientTokens {
  const entries = new Map<string, ClientToken>();
  const prune = (): void => {
    for (const [token, entry] of entries) {
      if (nowMs() - entry.acceptedAtMs < CLIENT_TOKEN_KEPT_MS) return;
      entries.delete(token);
    }
  };
  return {
    find: (token) => {
      prune();
      return entries.get(token);
    },
    keep: (entry) => {
      // Deleting first moves a token to the end, where its age belongs.
      entries.delete(entry.token);
      entries.set(entry.token, entry);
    },
    all: () => {
      prune();
      return [...entries.values()];
    },
  };
}

/** A bug as a tired engineer would write it, and the tests that are to find it. */
export interface PlantedBug {
  readonly name: string;
  readonly changes: readonly {
    readonly file: string;
    /** Stands in the file exactly once. */
    readonly text: string;
    readonly replacement: string;
  }[];
  readonly tests: readonly string[];
}

const property = (name: string) => `test/properties/${name}.test.ts`;
const interleaving = 'test/simulation/interleaving.test.ts';

/** The bugs that would cost callers most: rung twice, rung at night, forgotten or put behind. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    // "The version is stale by now, read it once more": and whatever was stored meanwhile is overwritten.
    name: 'no conditional claim',
    changes: [
      {
        file: 'lib/app/change-callback.ts',
        text: 'const outcome = await deps.store.callbacks.put(changed, stored.version);',
        replacement: `const latest = (await deps.store.callbacks.get(which))?.version ?? stored.version;
    const outcome = await deps.store.callbacks.put(changed, latest);`,
      },
    ],
    tests: [property('one-live-dial')],
  },
  {
    // "Connect refuses a token that was used before": it does not, it answers with the first contact.
    name: 'new ClientToken on retry',
    changes: [
      {
        file: 'lib/app/dispatch/repair-dial.ts',
        text: 'const { request } = callback;\n  const attempt = attemptInProgress(callback);',
        replacement:
          'const attempt = attemptInProgress(callback);\n  const request = { ...callback.request, clientToken: `${callback.request.clientToken}-r${deps.clock.nowMs()}` };',
      },
    ],
    tests: [property('one-live-dial'), 'test/unit/app/settling.test.ts'],
  },
  {
    // "It is due now, so it has been waiting since now."
    name: 'place reset on retry',
    changes: [
      {
        file: 'lib/core/callback/timers.ts',
        text: "return ok({ ...factsOf(callback), state: 'waiting', inLineSinceMs: nowMs });",
        replacement:
          "return ok({ ...factsOf(callback), placeMs: callback.dueAtMs, state: 'waiting', inLineSinceMs: nowMs });",
      },
    ],
    tests: [property('place-kept')],
  },
  {
    // "Hours were open when the caller asked."
    name: 'hours checked at request time only',
    changes: [
      {
        file: 'lib/app/dispatch/check-dial.ts',
        text: 'if (!mayDialAt(rule, nowMs)) {',
        replacement: 'if (!mayDialAt(rule, callback.requestedAtMs)) {',
      },
    ],
    tests: [property('no-dial-out-of-bounds')],
  },
  {
    // "Callbacks have a line of their own."
    name: 'holders ignored',
    changes: [
      {
        file: 'lib/app/dispatch/pools.ts',
        text: '    holders,\n    seen,',
        replacement: '    holders: [],\n    seen,',
      },
    ],
    tests: [property('dials-within-capacity')],
  },
  {
    // "The claim already keeps a callback from being dialed twice": but not a number that two queues know.
    name: 'dial guard left out',
    changes: [
      {
        file: 'lib/app/dispatch/check-dial.ts',
        text: 'const taken = await takeNumber(deps, number, taker);',
        replacement:
          'const taken = callback.attempt >= 0 ? ({ ok: true } as const) : await takeNumber(deps, number, taker);',
      },
    ],
    tests: [property('one-live-dial')],
  },
  {
    // "It was allowed when it was sent first, and it is the same dial."
    name: 'repair that skips the hours check',
    changes: [
      {
        file: 'lib/app/dispatch/dial-checks.ts',
        text: "if (verdict.kind === 'clear') return true;",
        replacement: "if (verdict.kind === 'clear' || verdict.rule === 'hours_closed') return true;",
      },
    ],
    tests: [property('no-dial-out-of-bounds'), 'test/unit/app/settling.test.ts'],
  },
  {
    // "The claim failed, so the number is free": unless another dispatcher has just claimed the very same attempt.
    name: 'a second dispatcher not tolerated',
    changes: [
      {
        file: 'lib/app/dispatch/place-dial.ts',
        text: 'if (isPast) await releaseNumber(',
        replacement: "if (isPast || claimed.kind === 'refused') await releaseNumber(",
      },
    ],
    tests: [interleaving, 'test/unit/app/settling.test.ts'],
  },
  {
    // "Who rings in now waits from now."
    name: 'the place given up when the caller rings in',
    changes: [
      {
        file: 'lib/core/callback/holding.ts',
        text: "return { ...factsOf(callback), state: 'held', contactId, leaseUntilMs: nowMs + leaseMs.held, resume };",
        replacement:
          "return { ...factsOf(callback), placeMs: nowMs, state: 'held', contactId, leaseUntilMs: nowMs + leaseMs.held, resume };",
      },
    ],
    tests: [property('place-kept'), interleaving],
  },
];

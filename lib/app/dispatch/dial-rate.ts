import {
  capTold,
  dialsLeft,
  fullBucket,
  giveBack,
  isCapToBeTold,
  refill,
  slowDown,
  takeTokens,
  type DialGrant,
  type TokenBucket,
} from '../../core/dispatch/token-bucket';
import type { Deps } from '../deps';

type RateDeps = Pick<Deps, 'store' | 'clock' | 'policy' | 'journal'>;

const TRIES_MAX = 4;

/** Takes up to `wanted` dials from the instance's stored bucket; how many were granted. */
export async function takeDialTokens(deps: RateDeps, wanted: number): Promise<DialGrant> {
  const { perHour } = deps.policy.dialing;
  let isToTell = false;
  const taken = await change(deps, (filled) => {
    const { bucket, ...grant } = takeTokens(filled, wanted, perHour);
    isToTell = grant.isCapped && isCapToBeTold(bucket);
    return { bucket: isToTell ? capTold(bucket) : bucket, grant };
  });
  // Where somebody else keeps taking they dial, and we do not.
  if (taken === undefined) return { granted: 0, isCapped: false, part: 0 };
  if (isToTell) tellCap(deps);
  return taken.grant;
}

/** Dials that were granted and not sent count no more in their hour. */
export async function giveBackDials(deps: RateDeps, { part, granted }: DialGrant, sent: number): Promise<void> {
  const dials = granted - sent;
  if (dials > 0) await change(deps, (bucket) => ({ bucket: giveBack(bucket, { part, dials }), grant: undefined }));
}

/**
 * How many agents may be asked now: none while Connect takes no more dials, and no more than the hour leaves dials for, those
 * who are asked already counted. Who accepted would wait for a dial that is not made.
 */
export async function agentsToAsk(
  deps: RateDeps,
  { most, asked }: { readonly most: number; readonly asked: number },
): Promise<number> {
  const { dialing } = deps.policy;
  const nowMs = deps.clock.nowMs();
  const stored = await deps.store.dialRate.get();
  const bucket = refill(stored?.value ?? fullBucket(dialing, nowMs), dialing, nowMs);
  if (bucket.slowUntilMs > nowMs) return 0;
  const left = dialsLeft(bucket, dialing.perHour);
  // Nobody takes a dial while nobody is asked: so it is told from here.
  if (left === 0 && isCapToBeTold(bucket)) {
    if ((await deps.store.dialRate.put(capTold(bucket), stored?.version ?? 0)) === 'stored') tellCap(deps);
  }
  return Math.max(0, Math.min(most, left - asked));
}

/**
 * Until when the cap of the hour has held dials back: now, while it leaves none; else when that was told last. Undefined where it
 * is not known to have done so.
 */
export async function cappedUntilMs(deps: RateDeps): Promise<number | undefined> {
  const { dialing } = deps.policy;
  const nowMs = deps.clock.nowMs();
  const stored = await deps.store.dialRate.get();
  if (stored === undefined) return undefined;
  const bucket = refill(stored.value, dialing, nowMs);
  return dialsLeft(bucket, dialing.perHour) === 0 ? nowMs : bucket.cappedToldAtMs;
}

/** Connect answered 429: the bucket is emptied and fills at half its rate for a while. */
export async function slowDialRate(deps: RateDeps): Promise<void> {
  await change(deps, (bucket) => ({ bucket: slowDown(bucket, deps.clock.nowMs()), grant: undefined }));
}

function tellCap({ journal, policy }: RateDeps): void {
  journal.note({ kind: 'dials_capped', perHour: policy.dialing.perHour });
}

/** What came of a change of the bucket; undefined where others change it all the time. */
async function change<T>(
  deps: RateDeps,
  update: (bucket: TokenBucket) => { readonly grant: T; readonly bucket: TokenBucket },
): Promise<{ readonly grant: T } | undefined> {
  const rate = deps.policy.dialing;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const nowMs = deps.clock.nowMs();
    const stored = await deps.store.dialRate.get();
    const { grant, bucket } = update(refill(stored?.value ?? fullBucket(rate, nowMs), rate, nowMs));
    if ((await deps.store.dialRate.put(bucket, stored?.version ?? 0)) === 'stored') return { grant };
  }
  return undefined;
}

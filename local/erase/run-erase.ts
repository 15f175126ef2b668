import { erasePerson, type EraseRefusal } from '../../lib/app/erase/erase-person';
import { maskPhone } from '../../lib/core/mask-phone';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import type { Policy } from '../../lib/core/policy/policy';
import type { ReportSource } from '../store/report-source';
import { UsageError } from '../terminal/usage-error';
import { eraseText, remains, timeText, whyRests } from './erase-text';
import { eraseHelp, parseEraseCommand, type EraseCommand } from './options';

const DAY_MS = 86_400_000;

/** What is kept by default. */
const KEPT_MIN_MS = 400 * DAY_MS;

/** Longer than this nothing may be kept, by the policy's schema. */
const KEPT_MAX_MS = 3_650 * DAY_MS;

/** What the command stands on. */
export interface EraseWorld {
  readonly open: (asked: Pick<EraseCommand, 'table' | 'region'>) => Promise<ReportSource>;
  readonly print: (line: string) => void;
}

/** `npm run erase`. Throws UsageError for what the person at the keyboard can put right. */
export async function runErase(argv: readonly string[], world: EraseWorld): Promise<void> {
  const command = parseEraseCommand(argv);
  if (command === undefined) return world.print(eraseHelp);
  const source = await world.open(command);
  try {
    const number = checked(command.number, source.policy);
    const masked = maskPhone(number);
    const { isMeant, forgetsOptOut, isNow } = command;
    const deps = depsOf(source, lookBackOf(command, source));
    const erased = await erasePerson(deps, number, { isMeant, forgetsOptOut, isNow });
    if (!erased.ok) throw new UsageError(refusalText(erased.error, masked));
    if (command.isJson) {
      const { counts, keptOptOut, restsUntilMs } = erased.value;
      const rests = restsUntilMs === undefined ? {} : { restsUntil: new Date(restsUntilMs).toISOString() };
      const told = { number: masked, what: source.what, erased: isMeant, counts, keptOptOut, ...rests, remains };
      return world.print(JSON.stringify(told));
    }
    for (const line of eraseText(erased.value, { masked, what: source.what, isMeant })) world.print(line);
  } finally {
    await source.close();
  }
}

function depsOf({ store, erasure, policy, nowMs, what }: ReportSource, lookBackMs: number) {
  if (erasure === undefined) {
    throw new UsageError(
      `${what}: is a copy for reports, kept as a file in .holdfree/recorded; delete that file instead`,
    );
  }
  const clock = {
    nowMs: () => nowMs,
    sleep: async () => undefined,
    within: <T>(_ms: number, act: () => Promise<T>) => act(),
  };
  return { store, erasure, policy, clock, lookBackMs };
}

/** What was stored before the time was shortened is kept for the time that held then, which nobody but the operator knows. */
function lookBackOf({ sinceMs }: EraseCommand, { policy, nowMs }: ReportSource): number {
  if (sinceMs === undefined) return Math.max(policy.retention.keptMs, KEPT_MIN_MS);
  const lookBackMs = nowMs - sinceMs;
  if (lookBackMs >= 0 && lookBackMs <= KEPT_MAX_MS + DAY_MS) return lookBackMs;
  const day = JSON.stringify(new Date(sinceMs).toISOString().slice(0, 10));
  throw new UsageError(`--since: got ${day}; allowed is a day of the last 3,650`);
}

function checked(got: string, policy: Policy): string {
  const number = parsePhoneNumber(got, policy.country);
  if (number.ok) return number.value;
  const shown = JSON.stringify(maskPhone(got));
  throw new UsageError(`NUMBER: got ${shown}; allowed is a number of ${policy.country}, or one with its country code`);
}

function refusalText(refusal: EraseRefusal, masked: string): string {
  switch (refusal.code) {
    case 'dial_live':
      return `${masked}: is being dialed, or an agent is asked for it; erase again when that is over, in some minutes`;
    case 'on_the_line':
      return `${masked}: is on the line; erase again when the call is over (one whose end never became known counts for a day)`;
    case 'just_called': {
      const until = timeText(refusal.untilMs);
      return `${masked}: was on the telephone within the last hour: ${whyRests}. Erase after ${until}, or now with --now and again tomorrow`;
    }
  }
}

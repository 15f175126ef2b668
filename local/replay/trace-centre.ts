import { lostReasons } from '../../lib/core/lost/lost-words';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import { describeRefusal } from '../../lib/core/policy/refusals';
import { localFlowId } from '../flows/local-shelf';
import { agentIdOf, type CentreAgent } from '../run/centre-setup';
import { idFor } from '../run/ids';
import type { ConnectEmulator } from '../connect/types';
import type { SteppedClock } from '../clock/stepped-clock';
import type { Shift } from './trace/shifts';
import type { Trace } from './trace/trace';

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Hours that a trace does not know of are open: agents' shifts decide who is there. */
const allDay = { from: '00:00', to: '24:00' } as const;

/** Lost calls are called back as soon as the first dial is likely to be welcome: whatever the reason, up to three times. */
const callBackLost = {
  reasons: lostReasons.filter((reason) => reason !== 'forbidden'),
  delaySeconds: 60,
  attempts: { max: 3, spacingMinutes: [5, 15, 60] },
} as const;

/** Stand-ins for whoever is told: nothing is sent, and each notice is a file. */
const toldOfLost = {
  sms: { originationIdentity: 'HOLDFREE' },
  supervisors: [{ name: 'supervisors', kind: 'webhook', template: 'json', url: 'https://example.com/lost' }],
} as const;

/**
 * The policy of a replay: the trace's queues as one pool, the offer as asked for, up to three attempts five minutes
 * apart; with `callsBack` lost calls are called back too, with `tells` callers and supervisors are told of them.
 */
export function policyForTrace(
  trace: Trace,
  offerSeconds: number,
  { callsBack = false, tells = false }: { readonly callsBack?: boolean; readonly tells?: boolean } = {},
): Policy {
  const queues = [...new Set(trace.days.flatMap((day) => day.calls.map((call) => call.queue)))].toSorted();
  const retryAfterSeconds = { busy: 300, noAnswer: 300, voicemail: 300, failed: 300, leftAfterReady: 300 };
  const parsed = parsePolicy({
    instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
    callbackFlowId: localFlowId('callback'),
    country: trace.format === 'vanad' ? 'NL' : 'IL',
    legalHours: allDay,
    // Callers and what came of calling them are the log's: nothing that guards a real instance may shape the result.
    numbers: { countries: 'any' },
    dialing: { perHour: 7_200 },
    ...(tells ? { notices: toldOfLost } : {}),
    queues: queues.map((queue) => ({
      name: queueName(queue),
      queueId: idFor('queue', queue),
      pool: 'trace',
      timeZone: 'UTC',
      hours: [{ days: everyDay, ...allDay }],
      offer: { waitSeconds: offerSeconds },
      attempts: { max: 3, retryAfterSeconds },
      lost: { sms: tells, ...(callsBack ? { callBack: callBackLost } : {}) },
    })),
  });
  if (!parsed.ok)
    throw new Error(`a trace gave a policy that is refused: ${parsed.error.map(describeRefusal).join('; ')}`);
  return parsed.value;
}

/** The policy's name of a trace's queue. */
export function queueName(queue: string): string {
  return `q-${queue.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`.slice(0, 40);
}

/** One shift's agent, as the emulated centre knows agents. */
export function agentOf(shift: Shift): CentreAgent {
  return { name: shift.agent, queues: shift.queues.map(queueName) };
}

/** Signs agents in and out as their shifts and breaks say. */
export function keepShifts(clock: SteppedClock, emulator: ConnectEmulator, shifts: readonly Shift[]): void {
  for (const shift of shifts) {
    const id = agentIdOf(agentOf(shift));
    clock.at(shift.onMs, () => emulator.signIn(id));
    for (const { fromMs, toMs } of shift.breaks) {
      clock.at(fromMs, () => emulator.signOut(id));
      clock.at(toMs, () => emulator.signIn(id));
    }
    clock.at(shift.offMs, () => emulator.signOut(id));
  }
}

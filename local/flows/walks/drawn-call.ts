import { taskOf, type Callback } from '../../../lib/core/callback/callback';
import { taskTokenOf } from '../../../lib/core/callback/offering';
import { contactAttributes, stages } from '../../../lib/core/contact-attributes';
import type { Policy, QueuePolicy } from '../../../lib/core/policy/policy';
import type { IdSource } from '../../../lib/ports/ids';
import { ATTRIBUTE_BYTES_MAX, attributeBytes } from '../../connect/attributes';
import type { QueueReading } from '../../connect/types';
import type { PaperLegOptions } from '../paper/paper-leg';
import type { Draws } from './draws';
import { dialAttributes, drawCallback, drawDialedCallback } from './drawn-callback';
import { castings, type Role } from './roles';

/** A call before a flow takes it: who is on the line, what the contact carries, and how Connect will answer the flow. */
export interface DrawnCall {
  readonly role: Role;
  readonly queue: QueuePolicy;
  readonly contactId: string;
  readonly startMs: number;
  /** E.164 of the caller, whether or not the contact shows it. */
  readonly number: string;
  readonly otherNumber: string;
  readonly isDialed: boolean;
  readonly callback: Callback | undefined;
  /** Everything but the hours, which are asked for while the flow is played. */
  readonly leg: Omit<PaperLegOptions, 'hours'>;
  /** The caller will leave of their own accord, at a time that was drawn. */
  readonly willHangUp: boolean;
}

/** Longer than any flow plays for a caller who has fallen silent. */
const PLAY_MS_MAX = 12 * 3_600_000;
const HOLD_MS_MAX = 3_600_000;

const numbers = ['+441632960001', '+441632960177', '+447700900123'];

/** The owner may be in any of dozens of zones, all of which are looked at for each slot: so it is drawn seldom. */
const numberOfManyZones = '+12065550142';

const startTimes = ['2026-03-02T10:00:00Z', '2026-03-02T21:30:00Z', '2026-03-01T12:00:00Z', '2026-03-06T17:52:00Z'];

/** Draws the call that a flow of this role is played on. */
export function drawCall(role: Role, policy: Policy, { draws, ids }: { draws: Draws; ids: IdSource }): DrawnCall {
  const queue = role.queue ?? draws.one(policy.queues);
  const casting = castings[role.name];
  const isDialed = casting.caller === 'dialed' || (casting.caller === 'either' && draws.isTrue(0.7));
  const number = draws.isTrue(0.03) ? numberOfManyZones : draws.one(numbers);
  const startMs = Date.parse(draws.one(startTimes)) + draws.whole(0, 59_999);
  const contactId = ids.uuid();
  const otherNumber = draws.one(numbers.filter((one) => one !== number));
  const scene = { draws, ids, nowMs: startMs, queue, number, otherNumber, contactId };
  const callback = isDialed ? drawDialedCallback(scene) : drawCallback(scene);
  const noted = isDialed ? dialAttributes(scene, callback) : notesOf(role, queue, draws);
  const earlier = draws.isTrue(0.3) ? earlierNotes(draws) : {};
  const attributes = damaged({ ...earlier, ...noted, ...taskAttributes(role, callback) }, draws);
  const willHangUp = draws.isTrue(0.15);
  const isHolding = casting.entry === 'customer_queue';
  const longestMs = isHolding ? 60_000 + draws.spanMs(HOLD_MS_MAX) : PLAY_MS_MAX;
  return {
    role,
    queue,
    contactId,
    startMs,
    number,
    otherNumber,
    isDialed,
    callback,
    willHangUp,
    leg: {
      contactId,
      startMs,
      attributes,
      initiationMethod: isDialed ? 'API' : 'INBOUND',
      from: isDialed ? number : drawCallerId(number, draws),
      ...(isHolding ? { queueId: drawQueue(queue, policy, draws).queueId } : {}),
      hangsUpAfterMs: willHangUp ? draws.spanMs(180_000) : longestMs,
      ...drawAnswers(draws),
    },
  };
}

/** Which task it is: the one that is open, or one that was given up. */
function taskAttributes({ name }: Role, callback: Callback | undefined): Readonly<Record<string, string>> {
  if (name !== 'task' || callback === undefined) return {};
  return { [contactAttributes.task]: taskOf(callback)?.clientToken ?? taskTokenOf(callback.id, 1) };
}

/** A holder whom another queue was passed on to still hears the flow of the first one. */
function drawQueue(queue: QueuePolicy, { queues }: Policy, draws: Draws): QueuePolicy {
  return draws.isTrue(0.8) ? queue : draws.one(queues);
}

/** What Connect sends as the caller's number: most often the number. */
function drawCallerId(number: string, draws: Draws): string | null {
  const kind = draws.weighted({ number: 16, none: 2, word: 1, impossible: 1 });
  if (kind === 'none') return null;
  if (kind === 'word') return draws.one(['anonymous', 'Restricted', 'sip:someone@example.com']);
  return kind === 'impossible' ? '+44123' : number;
}

function drawAnswers(draws: Draws): Partial<PaperLegOptions> {
  const metrics = draws.isTrue(0.7) ? { metrics: drawReading(draws) } : {};
  return {
    ...metrics,
    transfer: draws.weighted({ queued: 14, at_capacity: 4, no_queue: 2 }),
    target: draws.weighted({ set: 14, unknown: 1 }),
    hook: draws.weighted({ set: 14, unknown: 1 }),
  };
}

function drawReading(draws: Draws): QueueReading {
  const size = draws.whole(0, 40);
  const agents = draws.whole(0, 12);
  return {
    size,
    oldestContactAgeSeconds: size === 0 ? 0 : draws.spanMs(3_600),
    agentsOnline: agents,
    agentsAvailable: size === 0 ? agents : 0,
    agentsStaffed: agents,
    agentsAfterContactWork: 0,
    agentsBusy: size === 0 ? 0 : agents,
  };
}

/** What the flows before this one have noted on a call that came in. */
function notesOf({ name }: Role, queue: QueuePolicy, draws: Draws): Readonly<Record<string, string>> {
  const isFirst = name === 'entry' || name.startsWith('module-');
  // A flow of the centre's own may have asked for the language before.
  if (isFirst) return draws.isTrue(0.25) ? { [contactAttributes.language]: draws.one(queue.languages) } : {};
  const notes = { [contactAttributes.queueName]: queue.name, [contactAttributes.stage]: 'queued' };
  return draws.isTrue(0.8) ? { ...notes, [contactAttributes.language]: draws.one(queue.languages) } : notes;
}

/** What is left on a contact by a dialogue that came to nothing, or was copied from the call that asked. */
function earlierNotes(draws: Draws): Readonly<Record<string, string>> {
  return {
    [contactAttributes.stage]: draws.one(stages),
    [contactAttributes.number]: draws.one(['cli', 'keyed']),
    [contactAttributes.slot]: draws.one(['none', 'missing', '1772449200000']),
    [contactAttributes.purpose]: draws.one(['book', 'change']),
  };
}

/** Now and then one attribute is lost, says something unheard of, or there is no room for more. */
function damaged(attributes: Readonly<Record<string, string>>, draws: Draws): Readonly<Record<string, string>> {
  const kind = draws.weighted({ whole: 12, lost: 2, strange: 2, full: 2 });
  const names = Object.keys(attributes);
  if (kind === 'full') {
    const left = ATTRIBUTE_BYTES_MAX - attributeBytes({ ...attributes, filler: '' });
    return { ...attributes, filler: 'x'.repeat(left) };
  }
  if (kind === 'whole' || names.length === 0) return attributes;
  const { language } = contactAttributes;
  const name = names.includes(language) && draws.isTrue(0.5) ? language : draws.one(names);
  const others = Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name));
  return kind === 'lost' ? others : { ...others, [name]: 'unheard-of' };
}

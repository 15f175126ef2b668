import { ATTRIBUTE_BYTES_MAX, attributeBytes } from '../../connect/attributes';
import type { CallbackOrder, ContactData, FlowHook, FlowLeg, QueueReading } from '../../connect/types';
import { paperContactData, type PaperContact } from './paper-contact';

/** What a flow did to a contact, in the order in which it did it. */
export type PaperEvent =
  | { readonly kind: 'target'; readonly queueId?: string; readonly agentId?: string }
  | { readonly kind: 'queued'; readonly queueId: string | undefined }
  | { readonly kind: 'requeued'; readonly queueId?: string; readonly agentId?: string }
  | { readonly kind: 'disconnected'; readonly reason: string }
  | { readonly kind: 'hook'; readonly hook: FlowHook; readonly flowId: string }
  | { readonly kind: 'routing'; readonly routing: Parameters<FlowLeg['setRouting']>[0] }
  | { readonly kind: 'data'; readonly data: Parameters<FlowLeg['setData']>[0] }
  | { readonly kind: 'tags'; readonly change: Parameters<FlowLeg['changeTags']>[0] }
  | { readonly kind: 'attributes'; readonly attributes: Readonly<Record<string, string>>; readonly target: string }
  | { readonly kind: 'callback_number'; readonly number: string }
  | { readonly kind: 'callback'; readonly order: CallbackOrder };

/** How the world answers on paper; everything succeeds unless something else is said here. */
export interface PaperLegOptions extends PaperContact {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly startMs?: number;
  /** When the caller hangs up, counted from the start; nobody holds for more than an hour unless told to. */
  readonly hangsUpAfterMs?: number;
  /** Of the target queue and of every hours named, or by id; `unknown` when there are none to ask. */
  readonly hours?: 'open' | 'closed' | 'unknown' | ((hoursId: string | undefined) => boolean | undefined);
  /** Of every queue; the estimate is left out when no channel is asked for. */
  readonly metrics?: QueueReading;
  readonly transfer?: 'queued' | 'at_capacity' | 'no_queue';
  readonly target?: 'set' | 'unknown';
  readonly hook?: 'set' | 'unknown';
  readonly routing?: 'set' | 'refused';
  readonly callbackNumber?: 'set' | 'invalid' | 'not_dialable';
  readonly callback?: 'created' | 'refused';
  /** There is no contact that this one is related to. */
  readonly hasNoRelated?: true;
}

/** A leg without an emulator: its time is a number that adds up, and it keeps what was done. */
export interface PaperLeg extends FlowLeg {
  readonly events: readonly PaperEvent[];
  /** Only the contact's own: attributes of the related contact are in the events. */
  readonly attributes: () => Readonly<Record<string, string>>;
}

interface Paper {
  nowMs: number;
  endsAtMs: number;
  isOver: boolean;
  attributes: Readonly<Record<string, string>>;
  data: Parameters<FlowLeg['setData']>[0];
  queueId: string | undefined;
  readonly events: PaperEvent[];
}

const hangUps = new WeakMap<FlowLeg, () => void>();

/** The caller on a paper leg hangs up now; no effect on any other leg. */
export function hangUpOnPaper(leg: FlowLeg): void {
  hangUps.get(leg)?.();
}

/** Creates the leg of a caller who exists on paper only. */
export function createPaperLeg(options: PaperLegOptions = {}): PaperLeg {
  const startMs = options.startMs ?? Date.parse('2026-03-02T10:00:00Z');
  const paper: Paper = {
    nowMs: startMs,
    endsAtMs: startMs + (options.hangsUpAfterMs ?? 3_600_000),
    isOver: false,
    attributes: options.attributes ?? {},
    data: {},
    queueId: options.queueId,
    events: [],
  };
  const contactData = (): ContactData =>
    paperContactData({ ...options, queueId: paper.queueId }, paper.attributes, paper.data);
  const isLive = (): boolean => !paper.isOver && paper.nowMs < paper.endsAtMs;
  const leg: PaperLeg = {
    contactId: contactData().ContactId,
    events: paper.events,
    isLive,
    nowMs: () => paper.nowMs,
    wait: async (ms) => {
      paper.nowMs += ms;
      return isLive() ? 'elapsed' : 'gone';
    },
    contactData,
    attributes: () => paper.attributes,
    ...changes(options, paper, isLive),
    ...queueing(options, paper, isLive),
  };
  hangUps.set(leg, () => {
    paper.endsAtMs = paper.nowMs;
  });
  return leg;
}

type Changes = Pick<
  FlowLeg,
  'setAttributes' | 'setData' | 'setHook' | 'setRouting' | 'changeTags' | 'setCallbackNumber' | 'createCallback'
>;

function changes(options: PaperLegOptions, paper: Paper, isLive: () => boolean): Changes {
  const note = (event: PaperEvent): void => {
    if (isLive()) paper.events.push(event);
  };
  return {
    setAttributes: (attributes, target = 'Current') => {
      const isRelated = target === 'Related';
      if (isRelated && options.hasNoRelated === true) return 'unknown';
      const merged = { ...(isRelated ? {} : paper.attributes), ...attributes };
      const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
      if (attributeBytes(kept) > ATTRIBUTE_BYTES_MAX) return 'too_large';
      if (!isRelated && isLive()) paper.attributes = kept;
      note({ kind: 'attributes', attributes, target });
      return 'merged';
    },
    setData: (data) => {
      if (isLive()) paper.data = { ...paper.data, ...data };
      note({ kind: 'data', data });
    },
    setHook: (hook, flowId) => answer(options.hook ?? 'set', 'set', () => note({ kind: 'hook', hook, flowId })),
    setRouting: (routing) => answer(options.routing ?? 'set', 'set', () => note({ kind: 'routing', routing })),
    changeTags: (change) => note({ kind: 'tags', change }),
    setCallbackNumber: (number) =>
      answer(options.callbackNumber ?? 'set', 'set', () => note({ kind: 'callback_number', number })),
    createCallback: (order) =>
      answer(options.callback ?? 'created', 'created', () => note({ kind: 'callback', order })),
  };
}

type Queueing = Pick<
  FlowLeg,
  'setTargetQueue' | 'setTargetAgent' | 'queueMetrics' | 'isOpen' | 'transferToQueue' | 'dequeueTo' | 'disconnect'
>;

function queueing(options: PaperLegOptions, paper: Paper, isLive: () => boolean): Queueing {
  const { hours = 'open', target = 'set', transfer = 'queued' } = options;
  const leave = (event: PaperEvent): void => {
    if (!isLive()) return;
    paper.events.push(event);
    paper.isOver = true;
  };
  return {
    setTargetQueue: (queueId) =>
      answer(target, 'set', () => {
        if (!isLive()) return;
        paper.queueId = queueId;
        paper.events.push({ kind: 'target', queueId });
      }),
    setTargetAgent: (agentId) =>
      answer(target, 'set', () => {
        if (isLive()) paper.events.push({ kind: 'target', agentId });
      }),
    queueMetrics: (_, channel) => readingOf(options.metrics, channel),
    isOpen: (hoursId) => {
      if (typeof hours === 'function') return hours(hoursId);
      return hours === 'unknown' ? undefined : hours === 'open';
    },
    transferToQueue: () => {
      const hasTarget = paper.queueId !== undefined || paper.events.some(({ kind }) => kind === 'target');
      if (!isLive() || !hasTarget) return 'no_queue';
      return answer(transfer, 'queued', () => leave({ kind: 'queued', queueId: paper.queueId }));
    },
    dequeueTo: (to) => {
      if (!isLive()) return 'no_queue';
      return answer(transfer, 'queued', () => leave({ kind: 'requeued', ...to }));
    },
    disconnect: (reason = 'CONTACT_FLOW_DISCONNECT') => leave({ kind: 'disconnected', reason }),
  };
}

function readingOf(metrics: QueueReading | undefined, channel: string | undefined): QueueReading | undefined {
  if (metrics === undefined || channel !== undefined) return metrics;
  const { estimatedWaitSeconds: _, ...others } = metrics;
  return others;
}

/** The answer that was ordered; what a success brings about happens only when it is one. */
function answer<T extends string>(ordered: T, success: T, happen: () => void): T {
  if (ordered === success) happen();
  return ordered;
}

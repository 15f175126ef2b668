import type { SegmentKind } from './call-facts';

/** How a contact began, as far as it matters here. `callback` is Connect's own queued callback. */
export type Initiation = 'inbound' | 'api' | 'outbound' | 'transfer' | 'callback' | 'other';

const initiations: Readonly<Record<string, Initiation>> = {
  INBOUND: 'inbound',
  API: 'api',
  OUTBOUND: 'outbound',
  TRANSFER: 'transfer',
  QUEUE_TRANSFER: 'transfer',
  CALLBACK: 'callback',
  CALLBACK_CUSTOMER_FIRST_QUEUED: 'callback',
  CALLBACK_CUSTOMER_FIRST_DIALED: 'callback',
};

/** Connect's word for it in ours, in whatever case it comes; new words are `other`. */
export function initiationOf(method: string): Initiation {
  return initiations[method.toUpperCase()] ?? 'other';
}

/** What such a contact is as a part of an inbound call. */
export function segmentKindOf(initiation: Initiation): SegmentKind {
  return initiation === 'api' || initiation === 'outbound' ? 'other' : initiation;
}

import type { Page } from './page';

/** One notice on its way to one receiver. The id is a function of what it tells and to whom, so a repeat finds it. */
export interface Delivery {
  readonly id: string;
  readonly caseId: string;
  readonly channel: 'sms' | 'topic' | 'webhook' | 'task';
  /** Which receiver of the channel, by its name in the policy. */
  readonly to: string;
  readonly state: 'sending' | 'sent' | 'failed' | 'skipped';
  readonly tries: number;
  readonly atMs: number;
  /** While it is being sent: nobody else tries before. */
  readonly leaseUntilMs?: number;
  /** What the receiver calls it: the contact id of a task, the message id of an SMS. */
  readonly ref?: string;
  /** Of one that failed or was skipped, without any number. */
  readonly why?: string;
  /** Of one that was not sent as far as we know: a try may have arrived all the same. */
  readonly mayHaveArrived?: boolean;
  /** What it tells of, without any number, where only a repeat in the same words leads to what may have arrived. */
  readonly about?: string;
}

/** Where deliveries are kept. Members throw AdapterError when the store does not answer. */
export interface DeliveryStore {
  readonly get: (id: string) => Promise<Delivery | undefined>;
  /**
   * Takes a delivery to send it: `taken` when it is new, or was left by somebody whose lease has run out; else what became
   * of it.
   */
  readonly take: (
    delivery: Delivery,
    nowMs: number,
  ) => Promise<
    | { readonly kind: 'taken'; readonly tries: number }
    | { readonly kind: 'settled' | 'busy'; readonly delivery: Delivery }
  >;
  readonly put: (delivery: Delivery) => Promise<void>;
  /** Those of a month (`2026-03`) that were set aside after the last try, the latest first. One query a page. */
  readonly failed: (
    month: string,
    page: { readonly limit: number; readonly next?: string | undefined },
  ) => Promise<Page<Delivery>>;
  /**
   * Takes the right to send this number an SMS for `deliveryId`: refused while another one was sent within `perMs`. Asked again for the same delivery, it is the
   * same answer.
   */
  readonly takeSmsTurn: (
    number: string,
    turn: { readonly deliveryId: string; readonly atMs: number; readonly perMs: number },
  ) => Promise<boolean>;
}

/**
 * What became of a message. `refused`: a repeat would be refused too. Only `unknown` leaves open whether it was sent.
 * Reasons hold no number.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly ref?: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Short messages to callers. Faults are outcomes here, never exceptions. */
export interface CallerMessages {
  readonly sms: (message: {
    readonly to: string;
    readonly body: string;
    readonly deliveryId: string;
  }) => Promise<SendOutcome>;
}

/** Notices to supervisors: a topic whose subscribers get e-mail or SMS, or a webhook. Faults are outcomes, never exceptions. */
export interface SupervisorMessages {
  readonly topic: (message: {
    readonly topicArn: string;
    readonly subject: string;
    readonly body: string;
    readonly deliveryId: string;
  }) => Promise<SendOutcome>;
  readonly webhook: (message: {
    readonly name: string;
    /** May hold `{secret}`, which the adapter fills in; it is never logged. */
    readonly url: string;
    /** The name under which the secret is kept. */
    readonly secret?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly deliveryId: string;
  }) => Promise<SendOutcome>;
}

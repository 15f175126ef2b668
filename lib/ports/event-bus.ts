import type { DomainEvent } from '../core/events/domain-event';

/** Where domain events are told to whoever listens. */
export interface EventBus {
  /** All of them, or those that were not taken: they are to be told again. Throws AdapterError when the bus does not answer. */
  readonly tell: (events: readonly DomainEvent[]) => Promise<{ readonly refused: readonly DomainEvent[] }>;
}

import type { Strategy } from './routing-policy';

/** One restricted step of a contact, as Connect takes it; after the last one any agent of the queue may have the contact. */
export interface RoutingStep {
  readonly admits:
    | { readonly kind: 'agents'; readonly agentIds: readonly string[] }
    | { readonly kind: 'proficiency'; readonly attribute: string; readonly value: string; readonly levelMin: number };
  readonly forMs: number;
  /** By what it was chosen. */
  readonly strategy: Strategy['kind'];
}

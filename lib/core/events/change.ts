import type { Callback } from '../callback/callback';
import type { LostCase } from '../lost/case';

/** A stored change. `version`: the one that the item has since. */
export type Change =
  | { readonly kind: 'callback'; readonly before?: Callback; readonly after: Callback; readonly version: number }
  | { readonly kind: 'case'; readonly before?: LostCase; readonly after: LostCase; readonly version: number };

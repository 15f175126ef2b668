import type { CallStore } from './call-store';
import type { CallbackStore } from './callback-store';
import type { CallerStore } from './caller-store';
import type { CaseStore } from './case-store';
import type { ContactStore } from './contact-store';
import type { DeliveryStore } from './delivery-store';
import type { DialRateStore } from './dial-rate-store';
import type { FcrStore } from './fcr-store';
import type { GuardStore } from './guard-store';
import type { HistoryStore } from './history-store';
import type { PoolStore } from './pool-store';
import type { RosterStore } from './roster-store';
import type { SlotStore } from './slot-store';

/** Everything Holdfree keeps: one table in the cloud, one engine or one set of maps on a laptop. */
export interface Store {
  readonly callbacks: CallbackStore;
  readonly contacts: ContactStore;
  readonly guards: GuardStore;
  readonly pools: PoolStore;
  readonly dialRate: DialRateStore;
  readonly slots: SlotStore;
  readonly callers: CallerStore;
  readonly calls: CallStore;
  readonly history: HistoryStore;
  readonly cases: CaseStore;
  readonly deliveries: DeliveryStore;
  readonly fcr: FcrStore;
  readonly roster: RosterStore;
}

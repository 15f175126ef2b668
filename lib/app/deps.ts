import type { Policy } from '../core/policy/policy';
import type { Capacity } from '../ports/capacity';
import type { Clock } from '../ports/clock';
import type { Contacts } from '../ports/contacts';
import type { Directory } from '../ports/directory';
import type { Dialer } from '../ports/dialer';
import type { IdSource } from '../ports/ids';
import type { EffectiveHours } from '../ports/effective-hours';
import type { Journal } from '../ports/journal';
import type { Store } from '../ports/store';
import type { Tasks } from '../ports/tasks';
import type { Wakes } from '../ports/wakes';

/** All that the use cases stand on; each names the part it needs. */
export interface Deps {
  readonly store: Store;
  readonly dialer: Dialer;
  readonly contacts: Contacts;
  readonly capacity: Capacity;
  readonly tasks: Tasks;
  readonly effectiveHours: EffectiveHours;
  readonly wakes: Wakes;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly policy: Policy;
  readonly directory: Directory;
}

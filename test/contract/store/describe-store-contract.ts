import { describeAliases } from './aliases';
import { describeCallbackIndexes } from './callback-indexes';
import { describeCallbackLookups } from './callback-lookups';
import { describeCallbackWrites } from './callback-writes';
import { describeCallers } from './callers';
import { describeContacts } from './contacts';
import { describeDialRate } from './dial-rate';
import { describeGuards } from './guards';
import { describeHolders } from './holders';
import { describePools } from './pools';
import type { OpenStore } from './samples';
import { describeSlots } from './slots';

/** What every store promises, whatever engine is behind it. `open` gives an empty store each time. */
export function describeStoreContract(name: string, open: OpenStore): void {
  describe(`the store contract: ${name}`, () => {
    describeCallbackWrites(open);
    describeCallbackLookups(open);
    describeAliases(open);
    describeCallbackIndexes(open);
    describeContacts(open);
    describeGuards(open);
    describePools(open);
    describeHolders(open);
    describeDialRate(open);
    describeSlots(open);
    describeCallers(open);
  });
}

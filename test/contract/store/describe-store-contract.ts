import { describeAliases } from './aliases';
import { describeCallbackIndexes } from './callback-indexes';
import { describeCallbackLookups } from './callback-lookups';
import { describeCallbackWrites } from './callback-writes';
import { describeCallers } from './callers';
import { describeCalls } from './calls';
import { describeCasePages } from './case-pages';
import { describeCases } from './cases';
import { describeChanges } from './changes';
import { describeClaims } from './claims';
import { describeClosedCallbacks } from './closed-callbacks';
import { describeContacts } from './contacts';
import { describeDeliveries } from './deliveries';
import { describeDialRate } from './dial-rate';
import { describeFcr } from './fcr';
import { describeGuards } from './guards';
import { describeHistory } from './history';
import { describeHolders } from './holders';
import { describeOpenCases } from './open-cases';
import { describePools } from './pools';
import { describeRoster } from './roster';
import type { OpenStore } from './samples';
import { describeSlots } from './slots';
import { describeTallies } from './tallies';

/**
 * What every store promises, whatever engine is behind it. `open` gives an empty store each time; `crowd` is how many write
 * to one case at once.
 */
export function describeStoreContract(name: string, open: OpenStore, crowd = 1000): void {
  describe(`the store contract: ${name}`, () => {
    describeCallbackWrites(open);
    describeCallbackLookups(open);
    describeAliases(open);
    describeCallbackIndexes(open);
    describeClosedCallbacks(open);
    describeContacts(open);
    describeGuards(open);
    describePools(open);
    describeHolders(open);
    describeClaims(open);
    describeTallies(open);
    describeDialRate(open);
    describeSlots(open);
    describeCallers(open);
    describeCalls(open);
    describeHistory(open);
    describeCases(open, crowd);
    describeCasePages(open);
    describeOpenCases(open);
    describeDeliveries(open);
    describeFcr(open);
    describeRoster(open);
    describeChanges(open);
  });
}

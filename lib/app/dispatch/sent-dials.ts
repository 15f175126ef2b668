import type { DialGrant } from '../../core/dispatch/token-bucket';
import type { Deps } from '../deps';
import { giveBackDials } from './dial-rate';

/** Does what dials were granted for, and gives back those that were not sent, also where it ends in a fault. */
export async function withGranted<T>(
  deps: Deps,
  grant: DialGrant | undefined,
  act: (counted: Deps) => Promise<T>,
): Promise<T> {
  const { counted, sent } = countSent(deps);
  try {
    return await act(counted);
  } finally {
    if (grant !== undefined) await giveBackDials(deps, grant, sent());
  }
}

/** The same dependencies, and how many requests have gone to Connect through them: also of a dial that ended in a fault. */
function countSent(deps: Deps): { readonly counted: Deps; readonly sent: () => number } {
  let sent = 0;
  const { dialer } = deps;
  return {
    counted: {
      ...deps,
      dialer: {
        stop: dialer.stop,
        dial: (request) => {
          sent += 1;
          return dialer.dial(request);
        },
      },
    },
    sent: () => sent,
  };
}

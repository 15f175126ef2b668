import middy from '@middy/core';
import type { WatchDeps } from '../../lib/app/watch/take-stock';
import { takeStock } from '../../lib/app/watch/take-stock';
import { noEarlyTimeout } from '../shared/no-early-timeout';

/** Counts what there is, whatever the schedule sends. A fault is thrown, and the next minute's look is the repeat. */
export function createHandler(deps: WatchDeps) {
  return middy<unknown, void>(noEarlyTimeout).handler(async () => {
    await takeStock(deps);
  });
}

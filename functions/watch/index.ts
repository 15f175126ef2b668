import { serve } from '../shared/serve';
import { createWatchClient, wireWatch } from '../shared/wire-watch';
import { createHandler } from './handler';

export const handler = serve('watch', (logger) => {
  const client = createWatchClient();
  return (settings) => createHandler(wireWatch(settings, logger, client));
});

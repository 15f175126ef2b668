import { serve } from '../shared/serve';
import { createNoticeClients, wireNotices } from '../shared/wire-notices';
import { createHandler } from './handler';

export const handler = serve('notify', (logger) => {
  const clients = createNoticeClients();
  return (settings) => createHandler(wireNotices(settings, logger, clients));
});

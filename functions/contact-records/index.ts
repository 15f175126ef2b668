import { serve } from '../shared/serve';
import { createClients, wire } from '../shared/wire';
import { createHandler } from './handler';

export const handler = serve('contact-records', (logger) => {
  const clients = createClients();
  return (settings) => createHandler(wire(settings, logger, clients));
});

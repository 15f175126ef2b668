import { serve } from '../shared/serve';
import { createFcrClient, wireFcr } from '../shared/wire-fcr';
import { createHandler } from './handler';

export const handler = serve('fcr', (logger) => {
  const client = createFcrClient();
  return (settings) => createHandler(wireFcr(settings, logger, client));
});

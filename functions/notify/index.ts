import { Logger } from '@aws-lambda-powertools/logger';
import { readSettings } from '../shared/settings';
import { wireNotices } from '../shared/wire-notices';
import { createHandler } from './handler';

const settings = readSettings(process.env, process.env['HOLDFREE_POLICY'] ?? 'null');

export const handler = createHandler(wireNotices(settings, new Logger({ serviceName: 'notify' })));

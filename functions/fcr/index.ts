import { Logger } from '@aws-lambda-powertools/logger';
import { readSettings } from '../shared/settings';
import { wireFcr } from '../shared/wire-fcr';
import { createHandler } from './handler';

const settings = readSettings(process.env, process.env['HOLDFREE_POLICY'] ?? 'null');

export const handler = createHandler(wireFcr(settings, new Logger({ serviceName: 'fcr' })));

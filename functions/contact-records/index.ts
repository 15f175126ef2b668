import { Logger } from '@aws-lambda-powertools/logger';
import { readSettings } from '../shared/settings';
import { wire } from '../shared/wire';
import { createHandler } from './handler';

const settings = readSettings(process.env, process.env['HOLDFREE_POLICY'] ?? 'null');

export const handler = createHandler(wire(settings, new Logger({ serviceName: 'contact-records' })));

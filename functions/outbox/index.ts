import { Logger } from '@aws-lambda-powertools/logger';
import { readChange } from '../../lib/adapters/dynamodb/stream-change';
import { wireOutbox } from '../shared/wire-outbox';
import { createHandler } from './handler';

export const handler = createHandler(wireOutbox(process.env, new Logger({ serviceName: 'outbox' })), readChange);

import { readChange } from '../../lib/adapters/dynamodb/stream-change';
import { createLogger } from '../shared/logger';
import { wireOutbox } from '../shared/wire-outbox';
import { withMaskedFaults } from '../shared/with-masked-faults';
import { createHandler } from './handler';

export const handler = withMaskedFaults(createHandler(wireOutbox(process.env, createLogger('outbox')), readChange));

import { createLogger } from '../shared/logger';
import { wireNumbers } from '../shared/wire-numbers';
import { withMaskedFaults } from '../shared/with-masked-faults';
import { createHandler } from './handler';

export const handler = withMaskedFaults(createHandler(wireNumbers(process.env, createLogger('numbers'))));

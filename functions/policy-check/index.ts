import { withMaskedFaults } from '../shared/with-masked-faults';
import { createHandler } from './handler';

export const handler = withMaskedFaults(createHandler(JSON.parse(process.env['HOLDFREE_POLICY'] ?? 'null')));

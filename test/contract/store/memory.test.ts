import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { describeStoreContract } from './describe-store-contract';

describeStoreContract('memory', async (options) => createMemoryStore(options));

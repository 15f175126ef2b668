import { startEmbeddedDynamo, type EmbeddedDynamo } from '../../../local/store/embedded-dynamo';
import { describeStoreContract } from './describe-store-contract';
import { openOn } from './open-tables';

let engine: EmbeddedDynamo;
beforeAll(async () => {
  engine = await startEmbeddedDynamo();
});
afterAll(() => engine.close());

describeStoreContract(
  'dynalite',
  openOn(() => engine.client),
  // Each write reads and sends the whole case: a thousand take twenty times as long, and go to the memory store.
  200,
);

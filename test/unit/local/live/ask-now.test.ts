import { askNow } from '../../../../local/live/ask-now';
import { AwsService } from '../../../support/aws-service';

let server: AwsService;
beforeAll(async () => {
  server = await AwsService.start();
});
afterAll(() => server.stop());

test('a run says what time it is', async () => {
  server.script({ body: { nowMs: '1234' } });
  expect(await askNow(server.endpoint)).toBe(1234);
});

test('who listens there and never answers is taken for no run', async () => {
  server.script('silent');
  expect(await askNow(server.endpoint, 1)).toBeUndefined();
});

test('who answers something else is no run either', async () => {
  server.script({ body: 'hello' });
  expect(await askNow(server.endpoint)).toBeUndefined();
});

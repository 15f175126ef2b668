import { createCaseHandling } from '../../../../local/live/case-handling';
import { callerNumber } from '../../../support/builders/callbacks';
import { caseNow, caseWith, lostMark } from '../../../support/builders/lost';
import { createWorld } from '../../../support/builders/world';

test('a case is closed by hand with its reason, and by whom', async () => {
  const world = createWorld();
  await caseWith(world, lostMark('call-1'));
  const handle = createCaseHandling(world);
  const { status, body } = await handle({ number: callerNumber, reason: 'called by hand', by: 'Ada' });
  expect(status).toBe(200);
  expect(JSON.parse(body['cases'] ?? '')).toMatchObject([{ queue: 'support' }]);
  expect(await caseNow(world)).toMatchObject({
    status: 'processed',
    closed: { how: 'by_hand', by: 'Ada', reason: 'called by hand' },
  });
});

test.each([
  ['what is no number', { number: 'nobody', reason: 'x' }, 400, 'number'],
  ['a queue that is not there', { number: callerNumber, queue: 'none', reason: 'x' }, 400, 'support'],
  ['no reason', { number: callerNumber }, 400, 'reason'],
  ['a caller without an open case', { number: callerNumber, reason: 'x' }, 404, 'no_open_case'],
])('%s is refused, without a number in the refusal', async (_, request, status, named) => {
  const answer = await createCaseHandling(createWorld())(request);
  expect(answer.status).toBe(status);
  expect(answer.body['error']).toContain(named);
  expect(answer.body['error']).not.toContain(callerNumber);
});

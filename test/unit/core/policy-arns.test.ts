import { parsePolicy, queueById } from '../../../lib/core/policy/policy';
import { config, flowId, policyOf, queueConfig, queueIds } from '../../support/builders/policies';

const { instanceArn } = config();
const promptId = '0d4f1a9b-5c3e-4b6d-8a7f-1e2d3c4b5a69';

/** ARNs that are right but for one part: the region, the account, the instance. */
const elsewhere = [
  instanceArn.replace('eu-west-2', 'us-east-1'),
  instanceArn.replace('111122223333', '444455556666'),
  instanceArn.replace('7e095a31', '7e095a32'),
];

const queue = (changes: object) => config({ queues: [{ ...queueConfig('support'), ...changes }] });
const topic = (topicArn: string) => ({
  notices: { supervisors: [{ name: 'desk', kind: 'topic' as const, topicArn }] },
});
const sms = (originationIdentity: string) => ({ notices: { sms: { originationIdentity } } });

function refusalsOf(input: unknown): readonly unknown[] {
  const parsed = parsePolicy(input);
  return parsed.ok ? [] : parsed.error;
}

test('what is named by its ARN is known by its id from then on', () => {
  const policy = policyOf({
    callbackFlowId: `${instanceArn}/contact-flow/${flowId}`,
    taskFlowId: `${instanceArn}/contact-flow/${flowId.toUpperCase()}`,
    queues: [queueConfig('support', { queueId: `${instanceArn}/queue/${queueIds.support}` }), queueConfig('billing')],
  });
  expect(policy).toMatchObject({ callbackFlowId: flowId, taskFlowId: flowId });
  expect(policy.queues.map(({ queueId }) => queueId)).toEqual([queueIds.support, queueIds.billing]);
  expect(queueById(policy, `${instanceArn}/queue/${queueIds.support}`)?.name).toBe('support');
});

test('a prompt stays as it is written, because flows play either', () => {
  const played = [promptId, `${instanceArn}/prompt/${promptId}`].map(
    (musicPromptId) => policyOf({ queues: [queueConfig('support', { hold: { musicPromptId } })] }).queues[0]?.hold,
  );
  expect(played.map((hold) => hold?.musicPromptId)).toEqual([promptId, `${instanceArn}/prompt/${promptId}`]);
});

test('a queue that is written once by its id and once by its ARN is named twice', () => {
  const twice = config({
    queues: [
      queueConfig('support'),
      queueConfig('billing', { queueId: `${instanceArn}/queue/${queueIds.support.toUpperCase()}` }),
    ],
  });
  expect(refusalsOf(twice)).toMatchObject([{ field: 'queues[1].queueId', allowed: 'an id no other queue has' }]);
});

test.each(elsewhere)('nothing of %s is of this instance', (other) => {
  const wrong: readonly (readonly [string, string, string, (arn: string) => unknown])[] = [
    ['callbackFlowId', 'a flow', 'contact-flow', (arn) => config({ callbackFlowId: arn })],
    ['taskFlowId', 'a flow', 'contact-flow', (arn) => config({ taskFlowId: arn })],
    ['queues[0].queueId', 'a queue', 'queue', (arn) => queue({ queueId: arn })],
    ['queues[0].hold.musicPromptId', 'a prompt', 'prompt', (arn) => queue({ hold: { musicPromptId: arn } })],
  ];
  for (const [field, what, kind, of] of wrong) {
    const arn = `${other}/${kind}/${promptId}`;
    expect(refusalsOf(of(arn))).toEqual([
      { field, value: `"${arn}"`, allowed: `${what} of the instance ${instanceArn}` },
    ]);
    expect(refusalsOf(of(`${instanceArn}/${kind}/${promptId}`))).toEqual([]);
  }
});

test('the ARN of another kind of thing is refused before anybody asks whose it is', () => {
  const flowArn = `${instanceArn}/contact-flow/${flowId}`;
  expect(refusalsOf(queue({ queueId: flowArn }))).toEqual([
    {
      field: 'queues[0].queueId',
      value: `"${flowArn}"`,
      allowed: 'the id of a Connect queue (a UUID), or the ARN of one of the instance',
    },
  ]);
  expect(refusalsOf(config({ callbackFlowId: `${flowArn}:1` }))).toHaveLength(1);
});

const key = 'key/1234abcd-12ab-34cd-56ef-1234567890ab';
const stream = 'stream/contact-records';

/** By service and name: where it is written, and what is allowed besides the region and account of the instance. */
const places: readonly (readonly [string, string, boolean, (arn: string) => object])[] = [
  ['contactRecordStreamArn', `kinesis:_:${stream}`, false, (arn) => ({ contactRecordStreamArn: arn })],
  ['deployment.keyArn', `kms:_:${key}`, false, (arn) => ({ deployment: { keyArn: arn } })],
  ['alarms.topicArn', 'sns:_:operators', true, (arn) => ({ alarms: { topicArn: arn } })],
  ['notices.supervisors[0].topicArn', 'sns:_:desk', true, topic],
  ['notices.sms.originationIdentity', 'sms-voice:_:pool/pool-1', true, sms],
];

test.each(places)('%s is in the region of the instance', (field, arn, isAccountFree, written) => {
  const at = (where: string) => refusalsOf(config(written(`arn:aws:${arn.replace('_', where)}`)));
  expect(at('eu-west-2:111122223333')).toEqual([]);
  expect(at('us-east-1:111122223333')).toEqual([
    { field, value: expect.stringContaining('us-east-1'), allowed: expect.stringContaining('in eu-west-2') },
  ]);
  expect(at('eu-west-2:444455556666').length === 0).toBe(isAccountFree);
});

import { AwsService } from '../support/aws-service';
import { flowArn, number, numbersStack } from './numbers-stack';

let cloudFormation: AwsService;
beforeAll(async () => {
  cloudFormation = await AwsService.start();
});
afterAll(() => cloudFormation.stop());
beforeEach(() => cloudFormation.script({}));

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function stackWith(...numbers: Parameters<typeof numbersStack> extends [unknown, ...infer Rest] ? Rest : never) {
  const stack = await numbersStack(cloudFormation, ...numbers);
  open.push(stack.close);
  return stack;
}

const ours = { id: 'n-1', number };
const masked = '+44********23';

describe('a number is pointed at its entry flow', () => {
  test.each([
    ['the flow it had', 'flow-in', 'n-1/flow-in'],
    ['none, because it had none', undefined, 'n-1/none'],
  ])('and given back %s', async (_, flowId, physicalId) => {
    const stack = await stackWith({ ...ours, ...(flowId === undefined ? {} : { flowId }) });
    expect(await stack.create()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: physicalId });
    expect(stack.flowOf('n-1')).toBe('entry-1');
    expect(await stack.remove(physicalId)).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: physicalId });
    expect(stack.flowOf('n-1')).toBe(flowId ?? 'none');
    const told = stack.notes.map((note) => (note.kind === 'number_pointed' ? note.flowId : note.kind));
    expect(told).toEqual(['entry-1', ...(flowId === undefined ? [] : [flowId])]);
  });

  test('of another queue, and still gets back the flow it had before the first', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    await stack.create();
    const moved = { FlowArn: flowArn('entry-2') };
    expect(await stack.update('n-1/flow-in', moved)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'n-1/flow-in',
    });
    expect(stack.flowOf('n-1')).toBe('entry-2');
    await stack.remove('n-1/flow-in', moved);
    expect(stack.flowOf('n-1')).toBe('flow-in');
  });

  test('and back at the one before, when the update is rolled back', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    await stack.create();
    await stack.update('n-1/flow-in', { FlowArn: flowArn('entry-2') });
    await stack.update('n-1/flow-in');
    expect(stack.flowOf('n-1')).toBe('entry-1');
  });

  test('each request may be repeated', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    await stack.create();
    for (let times = 0; times < 2; times += 1) {
      expect(await stack.update('n-1/flow-in')).toMatchObject({ PhysicalResourceId: 'n-1/flow-in' });
    }
    for (let times = 0; times < 2; times += 1) {
      expect(await stack.remove('n-1/flow-in')).toMatchObject({ Status: 'SUCCESS' });
      expect(stack.flowOf('n-1')).toBe('flow-in');
    }
  });

  test('waits for a flow that was made a moment ago, and fails when it does not come', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    const answer = await stack.create({ FlowArn: flowArn('not-yet') });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'n-1/flow-in' });
    expect(stack.callsOf('AssociatePhoneNumberContactFlow')).toBe(6);
    expect(stack.clock.nowMs()).toBe(23_000);
    await stack.remove('n-1/flow-in', { FlowArn: flowArn('not-yet') });
    expect(stack.flowOf('n-1')).toBe('flow-in');
  });
});

describe('another number', () => {
  test('in the same resource is another resource, so that the old one gets its flow back', async () => {
    const other = { id: 'n-2', number: '+441632960124', flowId: 'flow-out' };
    const stack = await stackWith({ ...ours, flowId: 'flow-in' }, other);
    await stack.create();
    const { PhysicalResourceId: next } = await stack.update('n-1/flow-in', { PhoneNumber: other.number });
    expect(next).toBe('n-2/flow-out');
    await stack.remove('n-1/flow-in');
    expect([stack.flowOf('n-1'), stack.flowOf('n-2')]).toEqual(['flow-in', 'entry-1']);
  });

  test('that is not claimed by the instance fails, and says so without the number', async () => {
    const stack = await stackWith({ id: 'n-2', number: '+441632960124' });
    const answer = await stack.create();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'not-pointed' });
    expect(answer.Reason).toContain(`${masked} is not claimed by this Connect instance`);
    expect(await stack.remove('not-pointed')).toMatchObject({ Status: 'SUCCESS' });
    expect(JSON.stringify([answer, stack.notes])).not.toContain('960123');
  });
});

describe('a number keeps the flow it has', () => {
  test('where somebody has pointed it elsewhere meanwhile', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    await stack.create();
    stack.byHand('n-1', 'flow-out');
    const { Reason } = await stack.remove('n-1/flow-in');
    expect(stack.flowOf('n-1')).toBe('flow-out');
    expect(Reason).toContain('stays so');
  });

  test('where another stack has it now, although the first one goes afterwards', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    const old = await stack.create();
    const next = await stack.create({ FlowArn: flowArn('entry-2') });
    await stack.remove(old.PhysicalResourceId);
    expect(stack.flowOf('n-1')).toBe('entry-2');
    expect(next.PhysicalResourceId).toBe('n-1/entry-1');
  });
});

describe('a removal', () => {
  test('leaves no number at a flow that goes: where the former flow is gone, it has none, and that is told', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-deleted' });
    await stack.create();
    const { Status, Reason } = await stack.remove('n-1/flow-deleted');
    expect([Status, stack.flowOf('n-1')]).toEqual(['SUCCESS', 'none']);
    expect(Reason).toContain(`${masked} HAS NO FLOW NOW: the flow it had before, flow-deleted, cannot be given back`);
    expect(stack.notes.at(-1)).toMatchObject({ kind: 'fault', where: 'numbers' });
  });

  test('after a creation whose answer was lost clears the number, since nobody knows the flow it had', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    await stack.create();
    expect(await stack.create()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'n-1/unknown' });
    // Nor where no answer came at all: then CloudFormation makes up an id.
    for (const physicalId of ['n-1/unknown', 'Holdfree-Number1-1A2B3C']) {
      stack.byHand('n-1', 'entry-1');
      const { Reason } = await stack.remove(physicalId);
      expect(stack.flowOf('n-1')).toBe('none');
      expect(Reason).toContain('not known');
    }
    expect(stack.notes[0]).toMatchObject({ kind: 'number_pointed', formerFlowId: 'flow-in' });
  });

  test('of a number that was released is done', async () => {
    const stack = await stackWith({ id: 'n-2', number: '+441632960124' });
    for (const physicalId of ['n-1/flow-in', 'n-1/none', 'not-pointed']) {
      expect(await stack.remove(physicalId)).toMatchObject({ Status: 'SUCCESS' });
    }
  });

  test('that Connect does not carry out fails and says what to do, while the flow is still there', async () => {
    const stack = await stackWith({ ...ours, flowId: 'flow-in' });
    await stack.create();
    stack.setFault('AssociatePhoneNumberContactFlow', 'internal');
    const { Status, Reason, PhysicalResourceId } = await stack.remove('n-1/flow-in');
    expect([Status, PhysicalResourceId]).toEqual(['FAILED', 'n-1/flow-in']);
    expect(Reason).toContain('Point the number elsewhere by hand, then delete again');
    stack.byHand('n-1', 'flow-out');
    expect(await stack.remove('n-1/flow-in')).toMatchObject({ Status: 'SUCCESS' });
  });

  test('of what was never pointed needs no Connect, so that a role without permissions does not stand in its way', async () => {
    const stack = await stackWith(ours);
    stack.setFault('ListPhoneNumbersV2', 'internal');
    expect(await stack.create()).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'not-pointed' });
    expect(await stack.remove('not-pointed')).toMatchObject({ Status: 'SUCCESS' });
  });

  test('with properties that our template never writes is done, because nothing was pointed with them', async () => {
    const stack = await stackWith(ours);
    expect(await stack.create({ PhoneNumber: 'none' })).toMatchObject({ Status: 'FAILED' });
    expect(await stack.remove('not-pointed', { PhoneNumber: 'none' })).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('the answer to CloudFormation', () => {
  test('is one PUT of what was asked about, with no type of content, since the address is signed for none', async () => {
    const stack = await stackWith(ours);
    const answer = await stack.create();
    expect(answer).toMatchObject({ StackId: 'stack-1', RequestId: 'request-1', LogicalResourceId: 'Number1' });
    const [put, ...others] = cloudFormation.requests;
    expect(others).toEqual([]);
    expect(put).toMatchObject({ method: 'PUT', url: '/answer?X-Amz-Signature=secret' });
    expect(put?.headers['content-type']).toBeUndefined();
    expect(put?.headers['content-length']).toBe(String(put?.body.length));
  });

  test('is sent again while it is not taken, and thrown in the end without its address', async () => {
    const stack = await stackWith(ours);
    cloudFormation.script({ status: 503 }, 'broken', {});
    expect(await stack.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(cloudFormation.requests).toHaveLength(3);
    cloudFormation.script({ status: 503 });
    const fault: unknown = await stack.create().catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'AdapterError', message: 'cloudformation: Error: status 503' });
    expect(cloudFormation.requests).toHaveLength(3);
  });

  test('is not possible without an address, and what was sent is not told', async () => {
    const stack = await stackWith(ours);
    await expect(stack.send({ RequestType: 'Create', ResponseURL: 'nowhere' })).rejects.toThrow(
      'no request of CloudFormation: ResponseURL',
    );
  });
});

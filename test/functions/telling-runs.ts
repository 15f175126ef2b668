import type { Context, EventBridgeEvent, KinesisStreamEvent } from 'aws-lambda';
import { createHandler as contactEvents } from '../../functions/contact-events/handler';
import { createHandler as contactRecords } from '../../functions/contact-records/handler';
import { createHandler as dispatch } from '../../functions/dispatch/handler';
import { createHandler as fcr } from '../../functions/fcr/handler';
import { createHandler as ivr } from '../../functions/ivr/handler';
import { createHandler as notify } from '../../functions/notify/handler';
import { createHandler as numbers } from '../../functions/numbers/handler';
import { createHandler as outbox } from '../../functions/outbox/handler';
import { createHandler as policyCheck } from '../../functions/policy-check/handler';
import { createHandler as watch } from '../../functions/watch/handler';
import type { Journal } from '../../lib/ports/journal';
import { recordOf } from '../support/builders/call-story';
import { dialing, waiting } from '../support/builders/callbacks';
import { arnOf, contactEventEnvelope, flowEvent } from '../support/builders/lambda';
import { createNoticeWorld, lost } from '../support/builders/notices';
import { config, queueIds } from '../support/builders/policies';
import { failing, tellingFault, toldNumbers } from '../support/builders/told-numbers';
import { createWorld } from '../support/builders/world';

/** What fails in a run. */
export type Breaking = 'nothing' | 'the store' | 'all but the store' | 'everything';

interface Run {
  readonly breaking: Breaking;
  readonly journal: Journal;
  readonly context: Context;
}

const { caller, bare, keyed, grouped } = toldNumbers;
const times = { initiationTimestamp: '2026-03-02T12:00:00Z', disconnectTimestamp: '2026-03-02T12:02:19Z' };

/** A world in which callbacks wait and ring, and in which this fails. */
async function worldOf({ breaking, journal }: Run) {
  const world = createWorld();
  await world.keep(waiting(), dialing({ id: 'other', number: '+447700900002', cli: '+447700900002' }));
  const { contacts, dialer, tasks, capacity, wakes, directory, effectiveHours } = world;
  const outside = { contacts, dialer, tasks, capacity, wakes, directory, effectiveHours };
  return {
    ...world,
    journal,
    ...(breaking === 'nothing' || breaking === 'the store' ? outside : failingAll(outside)),
    ...(breaking === 'the store' || breaking === 'everything' ? { store: failing<typeof world.store>() } : {}),
  };
}

function failingAll<T extends object>(ports: T): T {
  return Object.fromEntries(Object.keys(ports).map((name) => [name, failing()])) as T;
}

/** Events in turn; what one throws does not keep the others from being taken. */
async function each<T>(events: readonly T[], run: (event: T) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const event of events) await run(event).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}

const questions: readonly Readonly<Record<string, unknown>>[] = [
  { operation: 'who_is_this', queue: 'support' },
  { operation: 'propose', queue: 'support', number: keyed, language: bare },
  { operation: 'register', queue: 'support', number: keyed },
  { operation: caller, queue: grouped, [caller]: bare },
];

const endpoint = { customerEndpoint: { address: caller, type: 'TELEPHONE_NUMBER' }, attributes: { keyed: bare } };
const ended = { eventType: 'DISCONNECTED', initiationMethod: 'INBOUND', contactId: 'inbound-7', ...times, ...endpoint };
const dialed = {
  ...ended,
  initiationMethod: 'API',
  contactId: 'dial-other',
  queueInfo: { queueArn: arnOf.queue(queueIds.support) },
};

const records = [
  recordOf({ id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued', from: caller }),
  { ...recordOf({ id: 'c2', start: 0, end: 9 }), Attributes: { keyed: bare }, CustomerEndpoint: { Address: grouped } },
  { ContactId: caller, [caller]: bare },
];

/** Every function by its folder: it takes events that are full of numbers. */
export const tellingRuns: Readonly<Record<string, (run: Run) => Promise<unknown>>> = {
  'contact-events': async (run) => {
    const handler = contactEvents(await worldOf(run));
    const events = [
      contactEventEnvelope(ended),
      contactEventEnvelope(dialed),
      { detail: { contactId: caller, [caller]: bare } },
    ];
    return each(events, async (event) => handler(event, run.context));
  },
  'contact-records': async (run) => {
    const handler = contactRecords(await worldOf(run));
    return each(records, async (record) => {
      const data = Buffer.from(JSON.stringify(record)).toString('base64');
      const event = { Records: [{ kinesis: { sequenceNumber: '1', data } }] } as unknown as KinesisStreamEvent;
      return handler(event, run.context);
    });
  },
  dispatch: async (run) => {
    const world = await worldOf(run);
    world.connect.answerNext({ kind: 'number_refused', reason: caller });
    return dispatch(world)({ Records: [] }, run.context);
  },
  fcr: async (run) => {
    const handler = fcr(await worldOf(run));
    return each([{}, { recountFrom: bare }, bare], async (event) => handler(event, run.context));
  },
  ivr: async (run) => {
    const handler = ivr(await worldOf(run));
    return each(questions, async (question) => handler(flowEvent(question), run.context));
  },
  notify: async (run) => {
    const { breaking, journal } = run;
    const world = createNoticeWorld(undefined, { key: { number: caller, queue: 'support' } });
    await world.mark(lost('call-1'));
    const events = world.events().map(({ type, detail }) => envelope(type, detail));
    const { caseTasks, callerMessages, supervisorMessages, directory } = world;
    const outside = { caseTasks, callerMessages, supervisorMessages, directory };
    const handler = notify({
      ...world,
      journal,
      ...(breaking === 'nothing' || breaking === 'the store' ? {} : failingAll(outside)),
      ...(breaking === 'the store' || breaking === 'everything' ? { store: failing<typeof world.store>() } : {}),
    });
    const unread = envelope('case.opened', { number: caller, [caller]: bare });
    return each([...events, unread], async (event) => handler(event as EventBridgeEvent<string, unknown>, run.context));
  },
  numbers: async ({ breaking, journal, context }) => {
    const answers =
      breaking === 'the store' || breaking === 'everything' ? failing<never>() : { send: async () => undefined };
    const clock = { sleep: async () => undefined };
    return numbers({ numbersOf: () => failing(), answers, journal, clock })(numberRequest, context);
  },
  outbox: async ({ breaking, journal, context }) => {
    const change = { kind: 'callback', after: waiting(), version: 1 } as const;
    const bus = breaking === 'nothing' ? { tell: async () => ({ refused: [] }) } : failing<never>();
    const handler = outbox({ bus, journal }, () => {
      if (breaking === 'nothing') throw tellingFault();
      return change;
    });
    return handler({ Records: [{ eventID: 'record-1', dynamodb: { SequenceNumber: '1' } }] }, context);
  },
  'policy-check': async () => {
    const wrong = { ...config(), country: caller, numbers: { blocked: [keyed, bare] }, [caller]: grouped };
    return policyCheck(config())({ content: Buffer.from(JSON.stringify(wrong)).toString('base64') });
  },
  watch: async (run) => watch(await worldOf(run))({ id: caller }, run.context),
};

const numberRequest = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Number',
  ResourceProperties: {
    InstanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
    PhoneNumber: caller,
    FlowArn: 'arn:aws:connect:eu-west-2:111122223333:instance/i/contact-flow/f',
  },
};

/** As EventBridge hands an event over. */
function envelope(type: string, detail: unknown): unknown {
  return { id: '5f0e7a10-0000-4000-8000-000000000001', 'detail-type': type, source: 'holdfree', detail };
}

import { createMemoryStore } from '../../../lib/adapters/memory/memory-store';
import { noDirectory } from '../../../lib/adapters/memory/no-directory';
import type { NoticeDeps } from '../../../lib/app/notices/notice-deps';
import type { CaseEvent } from '../../../lib/core/events/domain-event';
import { readCaseEvent } from '../../../lib/core/events/event-schemas';
import { eventsOf } from '../../../lib/core/events/events-of';
import type { CaseKey, CaseMark } from '../../../lib/core/lost/case';
import { foldCase } from '../../../lib/core/lost/fold-case';
import type { Policy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';
import type { CaseTask, CaseTaskOutcome } from '../../../lib/ports/case-tasks';
import type { JournalEntry } from '../../../lib/ports/journal';
import type { SendOutcome } from '../../../lib/ports/messages';
import type { Store } from '../../../lib/ports/store';
import { noonMs } from './callbacks';
import { caseId } from './cases';
import { createManualClock, type ManualClock } from './manual-clock';
import { flowId, policyOf, queueConfig } from './policies';

/** A number that may be a mobile. */
export const mobile = '+447400123456';

export interface SentMessage {
  readonly over: string;
  readonly to: string;
  readonly body: string;
  readonly subject?: string;
}

export interface PretendTask extends CaseTask {
  readonly contactId: string;
  readonly isOver: boolean;
}

/** What notices stand on, with what was sent, and with cases whose changes become events as they do in the cloud. */
export interface NoticeWorld extends NoticeDeps {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly sent: readonly SentMessage[];
  readonly tasks: () => readonly PretendTask[];
  readonly notes: readonly JournalEntry[];
  /** What the next sends are answered with, in this order; then all are sent. */
  readonly answers: (SendOutcome | 'crash')[];
  readonly taskAnswers: ('throttled' | 'unknown' | 'crash')[];
  /** Events that were told since the last look. */
  readonly events: () => readonly CaseEvent[];
  readonly mark: (...marks: readonly CaseMark[]) => Promise<void>;
  readonly overTask: (contactId: string) => void;
}

/** Lost at a time, by default just now. */
export function lost(callId: string, endedAtMs = noonMs, basis = 1): CaseMark {
  const fault = { type: 'abandoned', reason: 'agents_busy' } as const;
  return { kind: 'lost', callId, basis, startedAtMs: endedAtMs - 60_000, endedAtMs, lost: fault };
}

export function notLost(callId: string, basis = 2, endedAtMs = noonMs): CaseMark {
  return { kind: 'lost', callId, basis, startedAtMs: endedAtMs - 60_000, endedAtMs };
}

export function closing(atMs: number): CaseMark {
  return { kind: 'closed', how: 'got_through', ref: `inbound-${atMs}`, atMs };
}

/** Everybody is told of everything. */
export const tellAll: Partial<HoldfreeConfig> = {
  taskFlowId: flowId,
  notices: {
    sms: { originationIdentity: 'HOLDFREE', link: 'https://chat.example.com' },
    supervisors: [
      {
        name: 'mail',
        kind: 'topic',
        topicArn: 'arn:aws:sns:eu-west-2:111122223333:lost',
        on: ['opened', 'reopened', 'tried_again', 'processed', 'overdue'],
      },
    ],
  },
  queues: [
    queueConfig('support', { lost: { sms: true, task: { to: 'responsible', escalateTo: 'billing' } } }),
    queueConfig('billing'),
  ],
};

/** Checking a configuration takes longer than most tests. */
const policies = new Map<object, Policy>();

function policyFrom(config: Partial<HoldfreeConfig>): Policy {
  const policy = policies.get(config) ?? policyOf(config);
  policies.set(config, policy);
  return policy;
}

export function createNoticeWorld(
  config: Partial<HoldfreeConfig> = tellAll,
  options: { readonly key?: CaseKey; readonly wrapStore?: (store: Store) => Store } = {},
): NoticeWorld {
  const key = options.key ?? { number: mobile, queue: 'support' };
  const clock = createManualClock(noonMs + 1_000);
  let told: CaseEvent[] = [];
  const memory = createMemoryStore({
    onChange: (change) => {
      for (const event of eventsOf(change)) {
        // Over the bus, as JSON.
        const read = readCaseEvent(event.type, JSON.parse(JSON.stringify(event.detail)));
        if (read !== undefined) told.push(read);
      }
    },
  });
  const notes: JournalEntry[] = [];
  const sent: SentMessage[] = [];
  const answers: (SendOutcome | 'crash')[] = [];
  const keep = async (message: SentMessage): Promise<SendOutcome> => {
    const answer = answers.shift() ?? { kind: 'sent' };
    if (answer === 'crash' || answer.kind === 'sent' || answer.kind === 'unknown') sent.push(message);
    if (answer === 'crash') throw new Error('crash');
    return answer;
  };
  const pretend = createPretendCaseTasks();
  return {
    clock,
    store: options.wrapStore?.(memory) ?? memory,
    directory: noDirectory,
    policy: policyFrom(config),
    journal: { note: (entry) => void notes.push(entry) },
    callerMessages: { sms: async ({ to, body }) => keep({ over: 'sms', to, body }) },
    supervisorMessages: {
      topic: async ({ topicArn, subject, body }) => keep({ over: 'topic', to: topicArn, subject, body }),
      webhook: async ({ name, body }) => keep({ over: 'webhook', to: name, body }),
    },
    caseTasks: pretend.caseTasks,
    tasks: pretend.all,
    taskAnswers: pretend.answers,
    overTask: pretend.finish,
    sent,
    notes,
    answers,
    events: () => {
      const all = told;
      told = [];
      return all;
    },
    mark: async (...marks) => {
      const marked = await memory.cases.open(key, marks, caseId);
      const summary = foldCase(marked);
      if (summary !== undefined) await memory.cases.settle(summary, marked.version);
    },
  };
}

/** Connect, as far as tasks go: a token leads to the first task, and only in the same words. */
function createPretendCaseTasks() {
  const tasks: PretendTask[] = [];
  const requests = new Map<string, { readonly request: string; readonly contactId: string }>();
  const answers: ('throttled' | 'unknown' | 'crash')[] = [];
  const change = (contactId: string, changes: Partial<PretendTask>): boolean => {
    const index = tasks.findIndex((task) => task.contactId === contactId && !task.isOver);
    const found = tasks[index];
    if (found !== undefined) tasks[index] = { ...found, ...changes };
    return found !== undefined;
  };
  const start = (task: CaseTask): CaseTaskOutcome => {
    const request = JSON.stringify(task);
    const known = requests.get(task.clientToken);
    if (known !== undefined && known.request !== request) return { kind: 'refused', reason: 'IdempotencyException' };
    if (known !== undefined) return { kind: 'started', contactId: known.contactId };
    const contactId = `task-${tasks.length + 1}`;
    requests.set(task.clientToken, { request, contactId });
    tasks.push({ ...task, contactId, isOver: false });
    return { kind: 'started', contactId };
  };
  return {
    answers,
    all: (): readonly PretendTask[] => tasks,
    finish: (contactId: string) => void change(contactId, { isOver: true }),
    caseTasks: {
      start: async (task: CaseTask): Promise<CaseTaskOutcome> => {
        const answer = answers.shift();
        if (answer === 'throttled') return { kind: 'throttled' };
        const outcome = start(task);
        if (answer === 'crash') throw new Error('crash');
        return answer === 'unknown' ? { kind: 'unknown', reason: 'TimeoutError' } : outcome;
      },
      update: async (contactId: string, text: { readonly name: string; readonly description: string }) =>
        change(contactId, text) ? ('updated' as const) : ('over' as const),
      end: async (contactId: string) => (change(contactId, { isOver: true }) ? ('ended' as const) : ('over' as const)),
    },
  };
}

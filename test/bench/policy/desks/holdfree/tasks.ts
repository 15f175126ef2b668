import type { FlowLeg } from '../../../../../local/connect/types';
import { QUEUE_ID, TASK_FLOW, type DeskDeps } from '../../desk';
import type { Entry } from './entries';

/** The tasks by which agents are asked, and kept. */
export interface TaskDesk {
  readonly start: (entry: Entry, agentIds: readonly string[]) => void;
  /** No effect on a callback without one. */
  readonly end: (entry: Entry) => void;
  /** The task's own flow: the age of the place, the agents it is for, the queue. */
  readonly play: (leg: FlowLeg) => void;
  readonly accepted: (contactId: string, agentId: string) => void;
}

/** Longer than a task of ours stays without an agent. */
const ADMITTED_SECONDS = 75;

export function createTaskDesk({ clock, emulator }: DeskDeps): TaskDesk {
  const byContact = new Map<string, Entry>();
  return {
    start: (entry, agentIds) => {
      const contactId = emulator().core.tasks.start({
        name: entry.id,
        flowId: TASK_FLOW,
        attributes: {},
        references: {},
      });
      if (contactId === undefined) throw new Error('there are too many tasks');
      entry.task = { agentIds, contactId };
      byContact.set(contactId, entry);
    },
    end: (entry) => {
      const contact = entry.task === undefined ? undefined : emulator().core.book.running(entry.task.contactId);
      entry.task = undefined;
      if (contact !== undefined) emulator().core.centre.end(contact, 'API');
    },
    play: (leg) => {
      const entry = byContact.get(leg.contactId);
      if (entry?.task?.contactId !== leg.contactId) return leg.disconnect();
      leg.setTargetQueue(QUEUE_ID);
      leg.setRouting({ adjustmentSeconds: Math.round((clock.nowMs() - entry.placeMs) / 1_000) });
      leg.setRouting({ criteria: criteriaFor(entry.task.agentIds) });
      leg.transferToQueue();
    },
    accepted: (contactId, agentId) => {
      const task = byContact.get(contactId)?.task;
      if (task?.contactId === contactId) task.agentId = agentId;
    },
  };
}

function criteriaFor(agentIds: readonly string[]): unknown {
  const AgentIds = [...agentIds];
  const condition = { ComparisonOperator: 'Match', MatchCriteria: { AgentsCriteria: { AgentIds } } };
  return {
    Steps: [{ Expiry: { DurationInSeconds: ADMITTED_SECONDS }, Expression: { AttributeCondition: condition } }],
  };
}

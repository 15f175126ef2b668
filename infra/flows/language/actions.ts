import { contactActions } from './actions/contact';
import { controlActions } from './actions/control';
import { participantActions } from './actions/participant';
import { queueActions } from './actions/queue';
import type { ActionSpec } from './specification';

/** Every action of the flow language that is described here, by its type. */
export const actionSpecs: ReadonlyMap<string, ActionSpec> = new Map(
  [...participantActions, ...contactActions, ...queueActions, ...controlActions].map((spec) => [spec.type, spec]),
);

/** Names that the reference page prints and the API refuses, with the name that it takes. */
export const renamedActions: ReadonlyMap<string, string> = new Map([
  ['UpdateRoutingCriteria', 'UpdateContactRoutingCriteria'],
  ['UnTagContact', 'UntagContact'],
]);

/** Types of actions after which a flow is over. */
export const terminalTypes: ReadonlySet<string> = new Set(
  [...actionSpecs.values()].filter(({ next }) => next === 'never').map(({ type }) => type),
);

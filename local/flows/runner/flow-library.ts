import { readFlow, type FlowAction, type FlowDocument } from '../../../infra/flows/language/document';
import { readFlowType, type FlowType } from '../../../infra/flows/language/flow-types';
import { actionError, FlowError } from './flow-error';
import type { FlowShelf, ShelvedFlow } from './types';

/** A flow that can be walked through: its actions by identifier. */
export interface LoadedFlow {
  readonly name: string;
  readonly flowType: FlowType | undefined;
  readonly start: string;
  readonly actions: ReadonlyMap<string, FlowAction>;
}

export interface FlowLibrary {
  /** Undefined when the shelf has no such flow; throws a FlowError when it has one that cannot be read. */
  readonly flow: (idOrArn: string) => LoadedFlow | undefined;
  readonly module: (idOrArn: string) => LoadedFlow | undefined;
}

/** Reads each flow once, and again only when the shelf has another text for it. */
export function createFlowLibrary(shelf: FlowShelf): FlowLibrary {
  return {
    flow: createReader(shelf.flow),
    module: createReader((id) => shelf.module(id) ?? shelf.module(withoutVersion(id))),
  };
}

/** The action of this name; a flow that leads to none cannot go on. */
export function actionOf(flow: LoadedFlow, identifier: string, from: string): FlowAction {
  const action = flow.actions.get(identifier);
  if (action === undefined) throw actionError(flow.name, from, `it leads to ${identifier}, which is not there`);
  return action;
}

function createReader(find: (id: string) => ShelvedFlow | undefined): (id: string) => LoadedFlow | undefined {
  const read = new Map<string, { readonly shelved: ShelvedFlow; readonly loaded: LoadedFlow }>();
  return (id) => {
    const shelved = find(id);
    if (shelved === undefined) return undefined;
    const known = read.get(id);
    if (known?.shelved.content === shelved.content && known.shelved.type === shelved.type) return known.loaded;
    const loaded = loadFlow(shelved);
    read.set(id, { shelved, loaded });
    return loaded;
  };
}

function loadFlow({ name, type, content }: ShelvedFlow): LoadedFlow {
  const reading = readFlow(content);
  if (reading.outcome === 'refused') throw new FlowError(`flow ${name}: ${reading.reason}`);
  const { document } = reading;
  const actions = actionsOf(name, document);
  const start = document.startAction;
  if (typeof start !== 'string' || !actions.has(start)) {
    throw new FlowError(`flow ${name}: its StartAction names none of its actions`);
  }
  const typeName = type ?? document.declaredType;
  return { name, flowType: typeName === undefined ? undefined : readFlowType(typeName), start, actions };
}

function actionsOf(name: string, { actions, malformed }: FlowDocument): ReadonlyMap<string, FlowAction> {
  const [bad] = malformed;
  if (bad !== undefined) throw actionError(name, bad.identifier ?? `number ${bad.place}`, bad.problem);
  const byIdentifier = new Map(actions.map((action) => [action.Identifier, action]));
  if (byIdentifier.size !== actions.length) throw new FlowError(`flow ${name}: two of its actions share an identifier`);
  return byIdentifier;
}

/** A module is invoked as `id:$LATEST` or `id:7`; an instance on this machine has one version of each. */
function withoutVersion(id: string): string {
  return id.replace(/:(?:\$[A-Z]+|\d+)$/, '');
}

/** Attributes that Holdfree puts on contacts. RelatedContactId copies them from a call to the dials that follow from it. */
export const contactAttributes = {
  /** On dials: which callback and which attempt this is, and the Connect queue it is for, so that it can be known by itself. */
  callbackId: 'holdfree_callback',
  attempt: 'holdfree_attempt',
  queueId: 'holdfree_queue',
  queueName: 'holdfree_queue_name',
  language: 'holdfree_language',
  /** How far a caller came: the last stage that a flow noted. */
  stage: 'holdfree_stage',
  /** The prompt that was played there last, by its key. */
  prompt: 'holdfree_prompt',
  /** What a caller has chosen so far: `cli` or `keyed`; `none` or the start of a slot, epoch milliseconds. */
  number: 'holdfree_number',
  slot: 'holdfree_slot',
  /** `book` a callback or `change` the one there is. */
  purpose: 'holdfree_purpose',
  /** On tasks: which one this is, and the ids of the agents it is for, where not everybody may take it. */
  task: 'holdfree_task',
  agents: 'holdfree_agents',
  /** How long it is for them alone, in seconds; absent: for as long as anybody is asked. */
  agentsForSeconds: 'holdfree_agents_for',
  /** On tasks about lost calls: the id of the case. */
  case: 'holdfree_case',
} as const;

const names: readonly string[] = Object.values(contactAttributes);

/** Ids, names and times that we put there are shorter; a list of agents is not. */
const VALUE_MAX = 256;
const AGENTS_MAX = 8_192;

/**
 * Of the attributes of a contact those that are ours. Flows of others put theirs there too, up to 32 KB in all (Connect's
 * limit), and a value that is longer than any of ours counts as not given.
 */
export function ownAttributes(
  attributes: Readonly<Record<string, string | null | undefined>>,
): Readonly<Record<string, string>> {
  const own = names.flatMap((name) => {
    const value = attributes[name];
    const most = name === contactAttributes.agents ? AGENTS_MAX : VALUE_MAX;
    return typeof value === 'string' && value.length <= most ? [[name, value] as const] : [];
  });
  return Object.fromEntries(own);
}

/** How far a caller came, in the order in which a call may meet them. */
export const stages = [
  'entered',
  'language_menu',
  'welcome',
  'closed',
  'menu',
  'queued',
  'hold_limit',
  'routing_failed',
  'took_callback',
  'told_of_callback',
  'changed_callback',
  'cancelled_callback',
  'opted_out',
  /** Noted by flows of one's own: the caller got what they rang for without an agent. */
  'self_service',
  'dialed',
  'voicemail',
] as const;

export type Stage = (typeof stages)[number];

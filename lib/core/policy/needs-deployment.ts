import type { Policy, QueuePolicy } from './policy';

/** Values by the field that an admin writes. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields in which a delivered policy differs from the deployed one although they are a part of what is deployed: a
 * function that took it would promise what flows, permissions or alarms do not keep. Empty: delivery alone is enough. Both
 * are to be as written, without what a deployment names in its environment.
 */
export function deployedDifferences(deployed: Policy, delivered: Policy): readonly string[] {
  return [
    ...changedFields(partsOf(deployed), partsOf(delivered)),
    ...queueDifferences(deployed, delivered),
    ...fieldsNotGranted(deployed, delivered),
  ];
}

function partsOf(policy: Policy): Fields {
  return { ...ofInstance(policy), ...ofDirectory(policy), ...ofOperations(policy) };
}

/** Whose permissions, flows and streams these are; flow ids are in the environment of functions, and win there. */
function ofInstance({ instanceArn, callbackFlowId, taskFlowId, contactRecordStreamArn, ageBy }: Policy): Fields {
  return { instanceArn, callbackFlowId, taskFlowId, contactRecordStreamArn, ageBy };
}

/**
 * A file of customers is in the bundle, and was read by the country of the configuration; a domain of Customer Profiles is
 * named in the permissions. By which attributes it is read is not deployed.
 */
function ofDirectory({ directory, country }: Policy): Fields {
  return {
    'directory.kind': directory?.kind,
    ...(directory?.kind === 'csv' ? { 'directory.file': directory.file, country } : {}),
    ...(directory?.kind === 'customer-profiles' ? { 'directory.domain': directory.domain } : {}),
  };
}

/** Alarms, log groups, the key and what is kept warm are resources of the stack. How long items are kept is not. */
function ofOperations({ alarms, retention, deployment }: Policy): Fields {
  return {
    'alarms.topicArn': alarms.topicArn,
    'alarms.emails': alarms.emails,
    'alarms.oldestDueMinutes': alarms.oldestDueMs,
    'alarms.readyWaitSeconds': alarms.readyWaitMs,
    'alarms.openCases': alarms.openCases,
    'alarms.concurrentCallsShare': alarms.concurrentCallsShare,
    'retention.logDays': retention.logDays,
    'deployment.keyArn': deployment.keyArn,
    'deployment.warmIvr': deployment.warmIvr,
    'deployment.reserveDispatcher': deployment.isDispatcherReserved,
    'deployment.bakeMinutes': deployment.bakeMinutes,
    'deployment.demo': deployment.isDemo,
  };
}

/**
 * Each queue has flows of its own, and flows that all share speak the languages in the order of the queues. So the queues
 * are the same ones in the same order, and what a flow has of each of them is the same.
 */
function queueDifferences(deployed: Policy, delivered: Policy): readonly string[] {
  const namesOf = ({ queues }: Policy) => queues.map(({ name }) => name);
  if (isDifferent(namesOf(deployed), namesOf(delivered))) return ['queues'];
  return delivered.queues.flatMap((queue, index) => {
    const before = deployed.queues[index];
    const fields = before === undefined ? [] : changedFields(ofFlows(before), ofFlows(queue));
    return fields.map((field) => `queues[${index}].${field}`);
  });
}

/** Numbers are pointed at flows. Of the longest hold a flow has only whether there is one; how long it is, it asks. */
function ofFlows({ queueId, phoneNumbers, languages, hold }: QueuePolicy): Fields {
  return {
    queueId,
    phoneNumbers,
    languages,
    'hold.allowed': hold.isAllowed,
    'hold.interruptSeconds': hold.interruptMs,
    'hold.longestSeconds': hold.longestMs !== undefined,
    'hold.atLongest': hold.atLongest,
    'hold.overflowQueue': hold.overflowQueue,
    'hold.offer': hold.isOfferMade,
    'hold.musicPromptId': hold.musicPromptId,
  };
}

/** Permissions name topics, secrets and whom SMS come from. One that is not used any more may go without a deployment. */
function fieldsNotGranted(deployed: Policy, delivered: Policy): readonly string[] {
  const granted = new Set(grantsOf(deployed).map(({ of }) => of));
  return grantsOf(delivered).flatMap(({ of, field }) => (granted.has(of) ? [] : [field]));
}

function grantsOf({ notices }: Policy): readonly { readonly field: string; readonly of: string }[] {
  const { sms, supervisors } = notices;
  const identity = sms && { field: 'notices.sms.originationIdentity', of: `sms ${sms.originationIdentity}` };
  return [
    ...(identity === undefined ? [] : [identity]),
    ...supervisors.flatMap((one, index) => {
      const field = `notices.supervisors[${index}]`;
      if (one.kind === 'topic') return [{ field: `${field}.topicArn`, of: `topic ${one.topicArn}` }];
      return one.secret === undefined ? [] : [{ field: `${field}.secret`, of: `secret ${one.secret}` }];
    }),
  ];
}

function changedFields(before: Fields, after: Fields): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => isDifferent(before[name], after[name]));
}

/** Compared as they are written. */
function isDifferent(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

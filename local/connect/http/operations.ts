import { associateContactWithUser } from './associate-contact-with-user';
import { describeContact } from './describe-contact';
import { describeQueue } from './describe-queue';
import { ApiError } from './errors';
import { getCurrentMetricData } from './get-current-metric-data';
import { getCurrentUserData } from './get-current-user-data';
import { getEffectiveHoursOfOperations } from './get-effective-hours-of-operations';
import { listFlowAssociations } from './list-flow-associations';
import { listPhoneNumbersV2 } from './list-phone-numbers-v2';
import { listRoutingProfileQueues } from './list-routing-profile-queues';
import { listUserProficiencies } from './list-user-proficiencies';
import type { ApiCall, Operation } from './operation';
import { associatePhoneNumberContactFlow, disassociatePhoneNumberContactFlow } from './phone-number-contact-flow';
import { startOutboundVoiceContact } from './start-outbound-voice-contact';
import { startTaskContact } from './start-task-contact';
import { stopContact } from './stop-contact';
import { updateContact } from './update-contact';
import { updateContactAttributes } from './update-contact-attributes';
import { updateContactRoutingData } from './update-contact-routing-data';
import { updateContactSchedule } from './update-contact-schedule';

const OPERATIONS: readonly Operation[] = [
  startOutboundVoiceContact,
  startTaskContact,
  stopContact,
  describeContact,
  getCurrentMetricData,
  getCurrentUserData,
  listRoutingProfileQueues,
  listUserProficiencies,
  describeQueue,
  getEffectiveHoursOfOperations,
  updateContactRoutingData,
  updateContact,
  updateContactAttributes,
  updateContactSchedule,
  associateContactWithUser,
  listPhoneNumbersV2,
  listFlowAssociations,
  associatePhoneNumberContactFlow,
  disassociatePhoneNumberContactFlow,
];

function matchPath(template: string, segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) members[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return members;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ApiError('InvalidRequestException', `The path is not well encoded: ${segment}`);
  }
}

/** Finds the operation of a request line; throws UnknownOperationException for one that is not emulated. */
export function findOperation(
  method: string,
  url: string,
): { readonly operation: Operation } & Pick<ApiCall, 'path' | 'query'> {
  const [pathname = '', search = ''] = url.split('?');
  // An ARN is one encoded segment, so segments are cut before they are decoded.
  const segments = pathname.split('/').map(decodeSegment);
  for (const operation of OPERATIONS) {
    const path = operation.method === method ? matchPath(operation.path, segments) : undefined;
    if (path !== undefined) return { operation, path, query: Object.fromEntries(new URLSearchParams(search)) };
  }
  throw new ApiError('UnknownOperationException', `The emulator has no operation for ${method} ${pathname}.`);
}

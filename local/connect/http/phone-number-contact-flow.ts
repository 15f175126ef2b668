import * as z from 'zod/mini';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { ApiCore, Operation } from './operation';

const path = '/phone-number/{PhoneNumberId}/contact-flow';

const bodySchema = z.object({ InstanceId: z.string(), ContactFlowId: z.string().check(z.maxLength(500)) });

const querySchema = z.object({ instanceId: z.string() });

/** Points a number at a flow of the instance, whatever it was pointed at before. */
export const associatePhoneNumberContactFlow: Operation = {
  name: 'AssociatePhoneNumberContactFlow',
  method: 'PUT',
  path,
  run: (core, call) => {
    const { InstanceId, ContactFlowId } = parseBody(bodySchema, call.body, 'InvalidParameterException');
    requireInstance(core, InstanceId);
    const numberId = requireNumber(core, call.path['PhoneNumberId']);
    const flowId = idOf(ContactFlowId);
    if (!core.instance.flowIds.has(flowId)) {
      throw new ApiError('ResourceNotFoundException', `Contact flow not found: ${ContactFlowId}`);
    }
    core.numbers.point(numberId, flowId);
    return {};
  },
};

/** Points a number at no flow. Whether Connect refuses that for one that has none already is not documented; here it is nothing new. */
export const disassociatePhoneNumberContactFlow: Operation = {
  name: 'DisassociatePhoneNumberContactFlow',
  method: 'DELETE',
  path,
  run: (core, call) => {
    requireInstance(core, parseBody(querySchema, call.query, 'InvalidParameterException').instanceId);
    core.numbers.point(requireNumber(core, call.path['PhoneNumberId']), undefined);
    return {};
  },
};

function requireNumber({ numbers }: ApiCore, idOrArn: string | undefined): string {
  const id = idOf(idOrArn);
  if (numbers.find(id) === undefined) {
    throw new ApiError('ResourceNotFoundException', `Phone number not found: ${idOrArn ?? ''}`);
  }
  return id;
}

import * as z from 'zod/mini';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

const requestSchema = z.object({
  Name: z.optional(z.string().check(z.minLength(1), z.maxLength(512))),
  Description: z.optional(z.string().check(z.maxLength(4_096))),
  References: z.optional(z.unknown()),
  SegmentAttributes: z.optional(z.unknown()),
  QueueInfo: z.optional(z.unknown()),
  UserInfo: z.optional(z.unknown()),
  CustomerEndpoint: z.optional(z.unknown()),
  SystemEndpoint: z.optional(z.unknown()),
});

/** Works on running and on ended contacts. Of what Connect takes, the emulator knows what agents read. */
export const updateContact: Operation = {
  name: 'UpdateContact',
  method: 'POST',
  path: '/contacts/{InstanceId}/{ContactId}',
  run: (core, { path, body }) => {
    requireInstance(core, path['InstanceId']);
    const { Name: name, Description: description, ...others } = parseBody(requestSchema, body);
    const other = Object.entries(others).find(([, value]) => value !== undefined)?.[0];
    if (other !== undefined) throw new ApiError('InvalidRequestException', `The emulator does not take ${other}.`);
    if (name === undefined && description === undefined) {
      throw new ApiError('InvalidRequestException', 'At least one field to be updated must be given.');
    }
    const text = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
    if (core.attributes.describe(idOf(path['ContactId']), text) === 'unknown') {
      throw new ApiError('ResourceNotFoundException', `Contact not found: ${path['ContactId'] ?? ''}`);
    }
    return {};
  },
};

import * as z from 'zod/mini';
import { ATTRIBUTE_BYTES_MAX } from '../attributes';
import { idOf } from '../resource-id';
import { attributesSchema, checkAttributes, requiredId } from './contact-requests';
import { ApiError } from './errors';
import { parseBody, requireInstance } from './operation';
import type { Operation } from './operation';

const requestSchema = z.object({
  InstanceId: requiredId,
  InitialContactId: requiredId,
  Attributes: attributesSchema,
});

/** Works on running and on ended contacts; an empty value removes an attribute. */
export const updateContactAttributes: Operation = {
  name: 'UpdateContactAttributes',
  method: 'POST',
  path: '/contact/attributes',
  run: (core, { body }) => {
    const request = parseBody(requestSchema, body);
    requireInstance(core, request.InstanceId);
    checkAttributes(request.Attributes);
    switch (core.attributes.merge(idOf(request.InitialContactId), request.Attributes)) {
      case 'merged':
        return {};
      case 'unknown':
        throw new ApiError('ResourceNotFoundException', `Contact not found: ${request.InitialContactId}`);
      case 'too_large':
        throw new ApiError('InvalidRequestException', `Attributes exceed ${ATTRIBUTE_BYTES_MAX} bytes.`);
    }
  },
};

import * as z from 'zod/mini';
import { ATTRIBUTE_BYTES_MAX, attributeBytes } from '../attributes';
import type { ContactView } from '../contact';
import { idOf } from '../resource-id';
import { ApiError } from './errors';
import type { ApiCore } from './operation';

/** A required id or ARN. */
export const requiredId = z.string().check(z.minLength(1), z.maxLength(500));

/** User-defined attributes, of which keys and size are checked apart. */
export const attributesSchema = z.record(z.string(), z.string());

const ATTRIBUTE_KEY = /^[A-Za-z0-9_-]+$/;

/** Throws InvalidRequestException for a key or a total size that Connect does not take. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  const badKey = Object.keys(attributes).find((key) => !ATTRIBUTE_KEY.test(key));
  if (badKey !== undefined) {
    throw new ApiError(
      'InvalidRequestException',
      `Attribute keys can include only alphanumeric, dash, and underscore characters: ${badKey}`,
    );
  }
  if (attributeBytes(attributes) > ATTRIBUTE_BYTES_MAX) {
    throw new ApiError('InvalidRequestException', `Attributes exceed ${ATTRIBUTE_BYTES_MAX} bytes.`);
  }
}

/** Throws ResourceNotFoundException for a contact that never was, or is too old. */
export function requireContact(core: ApiCore, idOrArn: string | undefined): ContactView {
  const view = core.book.find(idOf(idOrArn));
  if (view === undefined) throw new ApiError('ResourceNotFoundException', `Contact not found: ${idOrArn ?? ''}`);
  return view;
}

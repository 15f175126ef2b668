import * as z from 'zod/mini';

/** Connect's ids have at most 256 characters. Source: ContactId in the Amazon Connect API reference. */
const ID_MAX = 256;

/** Longer than any ARN of Connect, and than any word or time that it tells. */
const ARN_MAX = 1_024;
const WORD_MAX = 256;

/** An id without which an event is of no use. `#` parts keys of the table, and is in no id of Connect. */
export const idText = z.string().check(z.minLength(1), z.maxLength(ID_MAX), z.regex(/^[^#]*$/));

/** Of these an event may have none. */
export const maybeId = z.nullish(z.string().check(z.maxLength(ID_MAX), z.regex(/^[^#]*$/)));
export const maybeArn = z.nullish(z.string().check(z.maxLength(ARN_MAX)));
export const maybeWord = z.nullish(z.string().check(z.maxLength(WORD_MAX)));
export const word = z.string().check(z.maxLength(WORD_MAX));

/**
 * Kinds of telephone numbers, as an admin names them. `unknown`: numbers of no range that is known to be in use, those set
 * aside for fiction among them. A number that may be fixed or mobile is allowed where either is.
 */
export const numberTypes = [
  'fixed',
  'mobile',
  'voip',
  'toll-free',
  'shared-cost',
  'premium',
  'personal',
  'pager',
  'company',
  'voicemail',
  'unknown',
] as const;

export type NumberType = (typeof numberTypes)[number];

/** What is called unless a policy says otherwise: nothing that costs more than an ordinary call, or that nobody answers. */
export const ordinaryNumberTypes: readonly NumberType[] = ['fixed', 'mobile', 'voip', 'toll-free', 'unknown'];

import { parsePhoneNumber } from '../phone-number';
import type { Policy } from '../policy/policy';
import type { CallFacts, Told } from './call-facts';

/** Somebody else's call without a number that one of its contacts was told to come from. */
export function withoutCaller(facts: CallFacts, number: string, { country }: Policy): CallFacts {
  const isNamed = ({ from }: Told) => {
    const parsed = parsePhoneNumber(from, country);
    return parsed.ok && parsed.value === number;
  };
  const cut = ({ from, ...others }: Told): Told =>
    from === undefined || isNamed({ from }) ? others : { ...others, from };
  const segments = facts.segments.map(({ contactId, told, record }) => ({
    contactId,
    ...(told === undefined ? {} : { told: cut(told) }),
    ...(record === undefined ? {} : { record: { ...cut(record), updatedAtMs: record.updatedAtMs } }),
  }));
  return { ...facts, segments };
}

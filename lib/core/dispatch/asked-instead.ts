import type { PlannedDial } from './plan';

/**
 * The dials of a pass with another agent asked for one of them. Where that agent was to be asked for a later dial, that one
 * asks somebody else who is open to it, whoever was let go by this one say. Undefined where nobody is: no dial loses the
 * agent whom it has, and none is asked for two.
 */
export function askedInstead(
  dials: readonly PlannedDial[],
  index: number,
  agentId: string,
): readonly PlannedDial[] | undefined {
  if (askedFor(dials[index]) === agentId) return dials;
  const others = dials.map((dial, at) => (at === index ? undefined : askedFor(dial)));
  const later = others.indexOf(agentId);
  if (later < 0) return withAgent(dials, index, agentId);
  if (later < index) return undefined;
  const instead = dials[later]?.openIds?.find((openId) => !others.includes(openId));
  return instead === undefined ? undefined : withAgent(withAgent(dials, index, agentId), later, instead);
}

/** Whom a dial could ask, as the others of the pass stand. */
export function openToAsk(dials: readonly PlannedDial[], index: number): readonly string[] {
  const openIds = dials[index]?.openIds ?? [];
  return openIds.filter((agentId) => askedInstead(dials, index, agentId) !== undefined);
}

function askedFor(dial: PlannedDial | undefined): string | undefined {
  return dial?.agentIds[0];
}

function withAgent(dials: readonly PlannedDial[], index: number, agentId: string): readonly PlannedDial[] {
  return dials.map((dial, at) => (at === index ? { ...dial, agentIds: [agentId] } : dial));
}

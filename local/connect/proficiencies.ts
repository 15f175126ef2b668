/** What an administrator has found an agent to be good at, by a predefined attribute and one of its values. */
export interface Proficiency {
  readonly attribute: string;
  readonly value: string;
  /** From 1 to 5. */
  readonly level: number;
}

/** The quota of a new account. */
const PROFICIENCIES_MAX = 10;

/** The levels there are; conditions ask for the same ones. */
export function isLevel(level: number | undefined): level is number {
  return level !== undefined && Number.isInteger(level) && level >= 1 && level <= 5;
}

/** Throws on what Connect would not store for a user. */
export function checkProficiencies(agentId: string, proficiencies: readonly Proficiency[]): void {
  if (proficiencies.length > PROFICIENCIES_MAX) {
    throw new Error(`agent ${agentId} has more than ${PROFICIENCIES_MAX} proficiencies`);
  }
  const names = new Set<string>();
  for (const { attribute, value, level } of proficiencies) {
    const name = `${attribute}:${value}`;
    if (!isLevel(level)) throw new Error(`agent ${agentId} has ${name} at no level from 1 to 5`);
    if (names.has(name)) throw new Error(`agent ${agentId} has ${name} twice`);
    names.add(name);
  }
}

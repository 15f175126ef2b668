import type { Instance } from './setup';

/** A number that the instance has claimed. */
export interface NumberSetup {
  readonly id: string;
  /** In E.164. */
  readonly number: string;
  /** One that no flow of the setup has is the id of a flow that was deleted since. Absent: pointed at no flow. */
  readonly flowId?: string;
}

/** The numbers of the instance, and which flow each is pointed at; of that, the emulator keeps nothing beyond its process. */
export interface NumberBook {
  readonly all: () => readonly NumberSetup[];
  readonly find: (id: string) => NumberSetup | undefined;
  /** The form of ListPhoneNumbersV2, which names no instance. */
  readonly arnOf: (id: string) => string;
  /** Without a flow: pointed at none. No effect on a number that is not there. */
  readonly point: (id: string, flowId: string | undefined) => void;
}

/** The numbers of the setup, in its order. */
export function createNumberBook({ setup }: Pick<Instance, 'setup'>): NumberBook {
  const { region, accountId } = setup;
  const numbers = new Map((setup.phoneNumbers ?? []).map((one) => [one.id, one]));
  return {
    all: () => [...numbers.values()],
    find: (id) => numbers.get(id),
    arnOf: (id) => `arn:aws:connect:${region}:${accountId}:phone-number/${id}`,
    point: (id, flowId) => {
      const one = numbers.get(id);
      if (one === undefined) return;
      numbers.set(id, { id, number: one.number, ...(flowId === undefined ? {} : { flowId }) });
    },
  };
}

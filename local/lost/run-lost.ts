import type { HandledCase, HandleRefusal } from '../../lib/app/lost/handle-case';
import { maskPhone } from '../../lib/core/mask-phone';
import { parsePhoneNumber } from '../../lib/core/phone-number';
import { queueByName, type Policy } from '../../lib/core/policy/policy';
import type { Result } from '../../lib/core/result';
import { UsageError } from '../terminal/usage-error';
import { lostHelp, parseLostCommand, type LostCommand } from './options';

/** A case to be closed by hand, checked. */
export type CaseToHandle = Omit<Extract<LostCommand, { readonly kind: 'handle' }>, 'kind' | 'table' | 'queue'> & {
  readonly queue?: string;
};

/** Where cases are closed: a live run, which does it itself, or a store. */
export interface CaseDesk {
  readonly policy: Policy;
  readonly handle: (asked: CaseToHandle) => Promise<Result<readonly HandledCase[], HandleRefusal>>;
  /** What else the person ought to know once cases are closed. */
  readonly afterwards?: string;
  readonly close: () => Promise<void>;
}

/** What the command stands on. */
export interface LostWorld {
  readonly open: (asked: { readonly table: string | undefined }) => Promise<CaseDesk>;
  /** Of the configuration; needs no run. */
  readonly policy: () => Policy;
  readonly print: (line: string) => void;
}

/** `npm run lost`. Throws UsageError for what the person at the keyboard can put right. */
export async function runLost(argv: readonly string[], world: LostWorld): Promise<void> {
  const command = parseLostCommand(argv);
  if (command === undefined) return world.print(lostHelp);
  if (command.kind === 'reasons') {
    for (const reason of world.policy().lost.handledReasons) world.print(reason);
    return;
  }
  const desk = await world.open(command);
  try {
    const asked = checked(command, desk.policy);
    const handled = await desk.handle(asked);
    if (!handled.ok) throw new UsageError(refusalText(handled.error, asked));
    for (const { caseId, queue } of handled.value) {
      world.print(`closed: ${queue}, case ${caseId}, ${maskPhone(asked.number)}: ${asked.reason}`);
    }
    if (desk.afterwards !== undefined) world.print(desk.afterwards);
  } finally {
    await desk.close();
  }
}

function checked(command: Extract<LostCommand, { readonly kind: 'handle' }>, policy: Policy): CaseToHandle {
  const { queue, reason, by } = command;
  const number = parsePhoneNumber(command.number, policy.country);
  if (!number.ok) {
    const got = `handle: got ${JSON.stringify(maskPhone(command.number))}`;
    throw new UsageError(`${got}; allowed is a number of ${policy.country}, or one with its country code`);
  }
  if (queue !== undefined && queueByName(policy, queue) === undefined) {
    const names = policy.queues.map(({ name }) => name).join(', ');
    throw new UsageError(`--queue: got ${JSON.stringify(queue)}; there are ${names}`);
  }
  return { number: number.value, reason, by, ...(queue === undefined ? {} : { queue }) };
}

function refusalText({ code }: HandleRefusal, { number, queue }: CaseToHandle): string {
  switch (code) {
    case 'no_open_case':
      return `${maskPhone(number)} has no open case${queue === undefined ? '' : ` in ${queue}`}; npm run -s report -- lost shows those there are`;
    case 'no_reason':
      return '--reason: is empty';
    case 'reason_too_long':
      return '--reason: is too long';
  }
}

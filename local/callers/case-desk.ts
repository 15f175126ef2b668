import { contactAttributes } from '../../lib/core/contact-attributes';
import type { SteppedClock } from '../clock/stepped-clock';
import type { CentreChange, ContactView } from '../connect/types';

/** Reading about a lost caller and looking them up; the call itself is made by Holdfree. */
const CASE_WORK_MS = 60_000;

/** Agents who have accepted the task of a case deal with it for a minute; a task of a callback ends by itself. */
export function createCaseDesk(deps: {
  readonly clock: SteppedClock;
  readonly contactOf: (contactId: string) => ContactView | undefined;
  readonly complete: (contactId: string) => void;
}): { readonly onChange: (change: CentreChange) => void } {
  return {
    onChange: (change) => {
      if (change.kind !== 'agent_connected') return;
      const { contactId } = change;
      const { channel, attributes } = deps.contactOf(contactId) ?? {};
      if (channel !== 'TASK' || attributes?.[contactAttributes.case] === undefined) return;
      deps.clock.after(CASE_WORK_MS, () => deps.complete(contactId));
    },
  };
}

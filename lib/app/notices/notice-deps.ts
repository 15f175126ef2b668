import type { CaseTasks } from '../../ports/case-tasks';
import type { CallerMessages, SupervisorMessages } from '../../ports/messages';
import type { Deps } from '../deps';

/** What telling callers, supervisors and agents of a case stands on. */
export interface NoticeDeps extends Pick<Deps, 'store' | 'journal' | 'clock' | 'policy' | 'directory'> {
  readonly caseTasks: CaseTasks;
  readonly callerMessages: CallerMessages;
  readonly supervisorMessages: SupervisorMessages;
}

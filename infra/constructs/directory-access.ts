import type { Policy } from '../../lib/core/policy/policy';
import { arnBeside } from './beside-instance';
import type { ServiceFunction } from './service-function';

/** Lets a function ask who a caller is, where the configuration names Customer Profiles. */
export function directoryAccess(service: ServiceFunction, policy: Policy): void {
  const { directory } = policy;
  if (directory?.kind !== 'customer-profiles') return;
  service.allowAction('profile:SearchProfiles', [arnBeside(policy, 'profile', `domains/${directory.domain}`)]);
}

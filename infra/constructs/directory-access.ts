import { Stack } from 'aws-cdk-lib';
import type { Policy } from '../../lib/core/policy/policy';
import type { ServiceFunction } from './service-function';

/** Lets a function ask who a caller is, where the configuration names Customer Profiles. */
export function directoryAccess(service: ServiceFunction, { directory }: Policy): void {
  if (directory?.kind !== 'customer-profiles') return;
  const domain = Stack.of(service).formatArn({
    service: 'profile',
    resource: 'domains',
    resourceName: directory.domain,
  });
  service.allowAction('profile:SearchProfiles', [domain]);
}

import type { Policy } from '../../lib/core/policy/policy';

/** The AWS account that a Connect instance is in. */
export function accountOf({ instanceArn }: Policy): string {
  const [, , , , account = ''] = instanceArn.split(':');
  return account;
}

/** The ARN of something in the account and region of the Connect instance, written out: findings name it as it is. */
export function arnBeside(policy: Policy, service: string, resource: string): string {
  const [, partition = 'aws'] = policy.instanceArn.split(':');
  return `arn:${partition}:${service}:${policy.region}:${accountOf(policy)}:${resource}`;
}

import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says beside a construct why a finding of the AWS Solutions rules on it, or on what is in it, stays as it is. */
export function explain(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** The same for a resource in a grant that is not named in full. */
export function explainResource(scope: IConstruct, resource: string, reason: string): void {
  explain(scope, `IAM5[Resource::${resource}]`, reason);
}

import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * Lets the services that have no role of ours use a key that is made in the same app; the policy of one that was there before is its
 * owner's, and nothing happens. Sources: "Encrypt log data in CloudWatch Logs using AWS KMS"; "Configure KMS permissions for AWS
 * services", Amazon SQS developer guide. Whether EventBridge names the account it sends for is told in neither, so that no
 * condition asks for it; dead letters let nobody in but the rules of the stack.
 */
export function letServicesUse(key: IKey, stack: Stack): void {
  const logs = stack.formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME });
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logs } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
    }),
  );
}

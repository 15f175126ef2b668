import { CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** The instance whose flows may call a function. */
export interface ConnectLambdaProps {
  readonly instanceArn: string;
  readonly account: string;
  readonly lambda: IFunction;
}

/** Makes a function callable from the contact flows of one instance, and of no other. */
export class ConnectLambda extends Construct {
  constructor(scope: Construct, id: string, { instanceArn, account, lambda }: ConnectLambdaProps) {
    super(scope, id);
    const permission = new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: lambda.functionArn,
      principal: 'connect.amazonaws.com',
      sourceArn: instanceArn,
      sourceAccount: account,
    });
    const association = new CfnIntegrationAssociation(this, 'Association', {
      instanceId: instanceArn,
      integrationArn: lambda.functionArn,
      integrationType: 'LAMBDA_FUNCTION',
    });
    association.addResourceDependency(permission);
  }
}

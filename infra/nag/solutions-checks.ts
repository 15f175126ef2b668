import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** Has every synth of an app looked at by the rules of AWS Solutions: what they find and nobody has explained ends it with 1. */
export function checkSolutions(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

import type { Template } from 'aws-cdk-lib/assertions';
import type { Properties } from './build-stack';

/** One statement of a policy, with single values made into lists. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly condition?: Properties;
}

/** The statements of every role, or of those whose policies' logical ids begin so. */
export function statementsIn(template: Template, name = ''): readonly Statement[] {
  return Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(name))
    .flatMap(([, resource]) => resource['Properties'].PolicyDocument.Statement)
    .map((statement: Properties) => ({
      actions: [statement['Action']].flat().map(String),
      resources: [statement['Resource']].flat(),
      condition: statement['Condition'],
    }));
}

/** Everything that one function may do, by its logical id, without what all of them may: log and trace. */
export function actionsOf(template: Template, name: string): readonly string[] {
  const actions = statementsIn(template, `${name}Function`).flatMap((statement) => statement.actions);
  return [...new Set(actions)].filter((action) => !/^(logs|xray):/.test(action)).toSorted();
}

/** On what a function may do something; nothing where it may not. */
export function resourcesOf(template: Template, name: string, action: string): readonly unknown[] {
  return statementsIn(template, name).flatMap(({ actions, resources }) => (actions.includes(action) ? resources : []));
}

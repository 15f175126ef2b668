import { CfnPredefinedAttribute } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { Policy } from '../../lib/core/policy/policy';

/** What agents may be good at where no step of the configuration asks for anything: enough to try such a step with. */
const sample: ReadonlyMap<string, readonly string[]> = new Map([['Holdfree skill', ['complaints', 'contracts']]]);

/**
 * The predefined attributes that steps by proficiency ask for, with the values they ask for. Only what is predefined can be given to agents,
 * which is done by hand: how good somebody is stands in no file.
 */
export class DemoAttributes extends Construct {
  constructor(scope: Construct, id: string, policy: Policy) {
    super(scope, id);
    const asked = valuesAsked(policy);
    for (const [name, values] of asked.size === 0 ? sample : asked) {
      new CfnPredefinedAttribute(this, name, {
        instanceArn: policy.instanceArn,
        name,
        values: { stringList: [...values] },
      });
    }
  }
}

function valuesAsked({ queues }: Policy): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, readonly string[]>();
  for (const { strategy } of queues.flatMap(({ routing }) => Object.values(routing).flat())) {
    if (strategy.kind !== 'proficiency') continue;
    const { attribute, value } = strategy;
    asked.set(attribute, [...new Set([...(asked.get(attribute) ?? []), value])]);
  }
  return asked;
}

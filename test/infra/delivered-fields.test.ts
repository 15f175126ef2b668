import { deployedDifferences } from '../../lib/core/policy/needs-deployment';
import { parsePolicy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { changedWherever } from '../support/builders/config-changes';
import { fullConfig } from '../support/builders/full-config';
import { buildStack } from './build-stack';

/** Everything that is deployed but the policy itself, which is there as data: in a version of its own, and in each bundle. */
function deployedBy(config: HoldfreeConfig): unknown {
  const { template } = buildStack({ config });
  const resources = Object.entries(template.toJSON()['Resources'] as Record<string, { readonly Type: string }>);
  const others = resources.filter(([, { Type }]) => Type !== 'AWS::AppConfig::HostedConfigurationVersion');
  const text = JSON.stringify(Object.fromEntries(others));
  const sameNames = text.replaceAll(/(CurrentVersion|PolicyVersion(?=[0-9a-f]{12}))\w+/g, '$1');
  return JSON.parse(sameNames.replaceAll(/[0-9a-f]{64}\.zip/g, 'code.zip'));
}

test('a policy that is other in everything that may be delivered is deployed as the same stack', () => {
  const config = fullConfig();
  const before = parsePolicy(config);
  if (!before.ok) throw new Error(JSON.stringify(before.error));
  const { changed, fields } = changedWherever(
    config,
    (policy) => deployedDifferences(before.value, policy).length === 0,
  );
  expect(fields.length).toBeGreaterThan(60);
  expect(deployedBy(changed as HoldfreeConfig)).toEqual(deployedBy(config));
});

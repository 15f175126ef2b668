import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkSettings from '../../cdk.json';
import { config as shipped } from '../../holdfree.config';
import { HoldfreeStack } from '../../infra/holdfree-stack';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';

export type Properties = ReturnType<Template['findResources']>[string];

export const policy = acceptedPolicy(shipped);

/**
 * The stack of a configuration, by default the one that is shipped, with its template; a synth takes seconds, so a test file asks once. Most of them are the
 * template validator's, which says the same each time: one file asks what it says.
 */
export function buildStack({
  isValidated = false,
  config = shipped,
}: { readonly isValidated?: boolean; readonly config?: HoldfreeConfig } = {}) {
  process.env['CDK_VALIDATION'] = String(isValidated);
  const outdir = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-stack-'));
  try {
    // The same settings as a deployment, but no bundling: these tests read the template, not the code.
    const app = new App({ outdir, context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
    const stack = new HoldfreeStack(app, 'Holdfree', {
      config,
      policy: config === shipped ? policy : acceptedPolicy(config),
    });
    app.synth();
    const validation = isValidated ? readValidation(outdir) : undefined;
    return { stack, validation, ...readTemplate(Template.fromStack(stack)) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

function readValidation(outdir: string): { readonly pluginReports: readonly unknown[] } {
  return JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));
}

function readTemplate(template: Template) {
  return {
    template,
    propertiesOf: (type: string): readonly Properties[] =>
      Object.values(template.findResources(type)).map((resource) => resource['Properties'] ?? {}),
    lambda: (name: string): Properties => {
      const [, found] =
        Object.entries(template.findResources('AWS::Lambda::Function')).find(([id]) =>
          id.startsWith(`${name}Function`),
        ) ?? [];
      if (found === undefined) throw new Error(`no function ${name} in the template`);
      return found['Properties'];
    },
  };
}

function acceptedPolicy(config: HoldfreeConfig): Policy {
  const parsed = parsePolicy(config);
  if (!parsed.ok) throw new Error(`the configuration is refused: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkSettings from '../../cdk.json';
import { config } from '../../holdfree.config';
import { HoldfreeStack } from '../../infra/holdfree-stack';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';

export type Properties = ReturnType<Template['findResources']>[string];

export const policy = acceptedPolicy();

/** The stack of the configuration with its template; a synth takes seconds, so a test file asks once. */
export function buildStack() {
  const outdir = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-stack-'));
  try {
    // The same settings as a deployment, but no bundling: these tests read the template, not the code.
    const app = new App({ outdir, context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
    const stack = new HoldfreeStack(app, 'Holdfree', { config, policy });
    app.synth();
    const validation: { readonly pluginReports: readonly unknown[] } = JSON.parse(
      fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'),
    );
    return { stack, validation, ...readTemplate(Template.fromStack(stack)) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
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

function acceptedPolicy(): Policy {
  const parsed = parsePolicy(config);
  if (!parsed.ok) throw new Error(`holdfree.config.ts is refused: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

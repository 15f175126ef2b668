import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkSettings from '../../cdk.json';
import { config as shipped } from '../../holdfree.config';
import { HoldfreeStack } from '../../infra/holdfree-stack';
import { checkSolutions } from '../../infra/nag/solutions-checks';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';

export type Properties = ReturnType<Template['findResources']>[string];

export const policy = acceptedPolicy(shipped);

/** The stack of a configuration, by default the one that is shipped, with its template. */
export function buildStack({
  isValidated = false,
  config = shipped,
}: { readonly isValidated?: boolean; readonly config?: HoldfreeConfig } = {}) {
  const accepted = config === shipped ? policy : acceptedPolicy(config);
  return synthesize((app) => new HoldfreeStack(app, 'Holdfree', { config, policy: accepted }), isValidated);
}

/**
 * A stack with its template; a synth takes seconds, so a test file asks once. Most of them are the template validator's and
 * the solutions rules', which say the same each time: one file asks what they say.
 */
export function synthesize<Made extends Stack>(make: (app: App) => Made, isValidated = false) {
  process.env['CDK_VALIDATION'] = String(isValidated);
  const outdir = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-stack-'));
  try {
    // The same settings as a deployment, but no bundling: these tests read the template, not the code.
    const app = new App({ outdir, context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } });
    if (isValidated) checkSolutions(app);
    const stack = make(app);
    app.synth();
    const validation = isValidated ? readValidation(outdir) : undefined;
    return { stack, validation, nested: readNested(outdir), ...readTemplate(Template.fromStack(stack)) };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

function readValidation(outdir: string): { readonly pluginReports: readonly unknown[] } {
  return JSON.parse(fs.readFileSync(path.join(outdir, 'validation-report.json'), 'utf8'));
}

/** The templates of the stacks within, as they are uploaded. */
function readNested(outdir: string): readonly string[] {
  const files = fs.readdirSync(outdir).filter((file) => file.endsWith('.nested.template.json'));
  return files.map((file) => fs.readFileSync(path.join(outdir, file), 'utf8'));
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

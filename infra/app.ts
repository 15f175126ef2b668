import { App } from 'aws-cdk-lib';
import { DemoStack } from './demo-stack';
import { HoldfreeStack } from './holdfree-stack';
import { checkSolutions } from './nag/solutions-checks';
import { readConfig } from './read-config';
import { tooLarge } from './template-size';

const configured = readConfig();
if (configured.ok) {
  const app = new App();
  checkSolutions(app);
  const { config, policy } = configured.value;
  new HoldfreeStack(app, 'Holdfree', { config, policy });
  if (policy.deployment.isDemo) new DemoStack(app, 'HoldfreeDemo', { policy });
  refuse(tooLarge(app.synth().directory));
} else {
  // Before anything else is printed, so that an admin reads first what to change.
  refuse(configured.error);
}

function refuse(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
  if (lines.length > 0) process.exitCode = 1;
}

import { spawnSync } from 'node:child_process';
import { nodeOptions } from '../../infra/bundling';

/** One start: from `require` until the handler is there. */
export interface Start {
  readonly wallMs: number;
  /** User and system time of the process meanwhile: what else the machine does is not in it. */
  readonly cpuMs: number;
}

/** Run by a fresh Node for each start. */
const probe = `
const from = process.cpuUsage();
const fromNs = process.hrtime.bigint();
const { handler } = require(process.argv[1]);
const tookNs = process.hrtime.bigint() - fromNs;
const { user, system } = process.cpuUsage(from);
if (typeof handler !== 'function') throw new Error('no handler is exported');
process.stdout.write('\\n' + JSON.stringify({ wallMs: Number(tookNs) / 1e6, cpuMs: (user + system) / 1e3 }), () => process.exit(0));
`;

/** What functions are told by their environment; nothing is asked of any of it while they start. */
const environment = {
  NODE_OPTIONS: nodeOptions,
  // Lambda has a Node that the SDK does not warn of.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_REGION: 'eu-west-2',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  TABLE_NAME: 'table',
  INSTANCE_ID: '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
  DISPATCH_QUEUE_URL: 'https://sqs.eu-west-2.amazonaws.com/111122223333/dispatch.fifo',
  EVENT_BUS_NAME: 'bus',
  CALLBACK_FLOW_ID: 'c5d5e0f3-6d3c-4c0e-9a3b-2f3f4a7b1c01',
  TASK_FLOW_ID: 'c5d5e0f3-6d3c-4c0e-9a3b-2f3f4a7b1c02',
  POLICY_APPLICATION: 'application',
  POLICY_ENVIRONMENT: 'environment',
  POLICY_PROFILE: 'profile',
} as const;

/** Starts a bundle in a process of its own, with more variables or other ones. Throws where it does not come up. */
export function startOnce(file: string, more: Readonly<Record<string, string>> = {}): Start {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', probe, file], {
    env: { PATH: process.env['PATH'], ...environment, ...more },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} does not start: ${stderr.trim()}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')));
}

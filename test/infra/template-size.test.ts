import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { config } from '../../holdfree.config';
import { tooLarge } from '../../infra/template-size';
import { buildStack } from './build-stack';

/** What CloudFormation takes, and the CDK warns at four fifths of. */
const MAX = 1_000_000;

const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfree-size-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('a template that CloudFormation would refuse is refused in one line: which, how large, what to do', () => {
  fs.writeFileSync(path.join(folder, 'Fits.template.json'), 'x'.repeat(MAX));
  fs.writeFileSync(path.join(folder, 'Holdfree.template.json'), 'x'.repeat(MAX + 1));
  // Two bytes each, and more than a million of them in fewer characters.
  fs.writeFileSync(path.join(folder, 'HoldfreeMore1.nested.template.json'), 'ж'.repeat(600_000));
  fs.writeFileSync(path.join(folder, 'asset.json'), 'x'.repeat(MAX + 1));
  const said = (file: string, bytes: number) =>
    `${file}: got ${bytes} bytes; CloudFormation takes 1000000 at most: take some of the queues, phoneNumbers or languages out of the configuration`;
  expect(tooLarge(folder).toSorted()).toEqual([
    said('Holdfree.template.json', 1_000_001),
    said('HoldfreeMore1.nested.template.json', 1_200_000),
  ]);
});

test('as many queues as an instance has flows for, each with numbers, fit, and the CDK has no warning of it', () => {
  const [support] = config.queues;
  if (support === undefined) throw new Error('a queue is shipped');
  // Thirty: an instance has 100 flows, and a queue takes three.
  const queues = Array.from({ length: 30 }, (_, index) => ({
    ...support,
    name: `a-name-that-is-long-${index}`,
    queueId: `2f7b1c90-5d3e-4a86-b1f4-93c6d0e8${1000 + index}`,
    phoneNumbers: [0, 1].map((line) => `+4416329${60_000 + index * 2 + line}`),
  }));
  const { template, nested } = buildStack({ config: { ...config, queues } });
  const sizes = [JSON.stringify(template.toJSON()), ...nested].map((text) => Buffer.byteLength(text));
  expect(sizes.length).toBeGreaterThan(1);
  for (const bytes of sizes) expect(bytes).toBeLessThan(0.8 * MAX);
  template.resourceCountIs('Custom::HoldfreePhoneNumber', 60);
});

import { ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Policy } from '../../lib/core/policy/policy';

/** Everything that alarms and the dashboard look at. */
export interface Watched {
  readonly policy: Policy;
  readonly instanceId: string;
  /** By their folders under functions/. */
  readonly functions: Readonly<Record<string, IFunction>>;
  /** By what they are behind. */
  readonly deadLetters: Readonly<Record<string, IQueue>>;
  readonly table: ITableV2;
  /** The line before the dispatcher. */
  readonly line: IQueue;
  /** The names in Connect of the flows that came with the stack. */
  readonly flowNames: readonly string[];
  /** The functions that read a stream. */
  readonly streams: { readonly contactRecords: IFunction; readonly outbox: IFunction };
}

/** One kind of alarm; of some there are several, each on a part of what is watched. */
export interface AlarmEntry {
  /** Its heading in docs/alarms.md. */
  readonly key: string;
  /** What it means for callers. */
  readonly means: string;
  /** What to do before anything else. */
  readonly first: string;
  /** What is watched, by the name of the part; a single part has the empty name. */
  readonly of: (watched: Watched) => Readonly<Record<string, IMetric>>;
  readonly threshold: number | ((policy: Policy) => number);
  readonly when: 'above' | 'atLeast' | 'below';
  /** So many periods of the metric, all of them beyond the threshold unless `datapoints` is less. */
  readonly periods: number;
  readonly datapoints?: number;
  /** What a period without data counts as. */
  readonly missing: 'good' | 'bad' | 'as before';
  /** A policy that was just delivered is taken back when this rings. */
  readonly takesPolicyBack?: true;
}

/** The words of CloudWatch for how a metric is compared. */
export const comparisons = {
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  atLeast: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
} as const;

/** The words of CloudWatch for a period without data. */
export const missingData = {
  good: TreatMissingData.NOT_BREACHING,
  bad: TreatMissingData.BREACHING,
  'as before': TreatMissingData.IGNORE,
} as const;

/** Where the runbook stands. */
export const RUNBOOK = 'docs/alarms.md';

/** What an operator reads in the e-mail. */
export function describeAlarm({ key, means, first }: AlarmEntry): string {
  return `${means} First: ${first} More: ${RUNBOOK}#${key}`;
}

/** Parts of one metric that had to be split, named by their numbers; a single part has no name. */
export function numbered<Part>(parts: readonly Part[]): Readonly<Record<string, Part>> {
  return Object.fromEntries(parts.map((part, index) => [index === 0 ? '' : `part-${index + 1}`, part]));
}

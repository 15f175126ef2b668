/**
 * List prices in US dollars, on demand, without free tiers, taxes or discounts. They are data, written down by hand and not
 * asked of AWS: look at the pages that are named before you rely on a sum, and change them here for another region.
 */
export const listPrices = {
  region: 'us-east-1',
  asOf: '2025-06',
  source: 'aws.amazon.com, the price pages of each service, as known on that date; to be checked',
  perUnit: {
    /** Request units of a standard table: dynamodb/pricing/on-demand. */
    readUnit: 0.125 / 1e6,
    writeUnit: 0.625 / 1e6,
    /** ARM, first tier: lambda/pricing. */
    lambdaGbSecond: 0.000_013_333_4,
    lambdaRequest: 0.2 / 1e6,
    /** A FIFO queue, first tier: sqs/pricing. */
    sqsFifoRequest: 0.5 / 1e6,
    /** Custom events put on a bus, and invocations of schedules: eventbridge/pricing. */
    busEvent: 1 / 1e6,
    scheduledRun: 1 / 1e6,
    /** On demand: kinesis/data-streams/pricing. */
    kinesisStreamHour: 0.04,
    kinesisGbIn: 0.08,
    kinesisGbOut: 0.04,
    /** cloudwatch/pricing, first tiers. */
    alarmMonth: 0.1,
    /** One that stands on others. */
    compositeAlarmMonth: 0.5,
    customMetricMonth: 0.3,
    dashboardMonth: 3,
    logGb: 0.5,
    /** xray: traces recorded. */
    trace: 5 / 1e6,
    /** kms/pricing: a key of one's own, and what is asked of it. */
    keyMonth: 1,
    keyRequest: 0.03 / 1e4,
    /** appconfig: asking for a configuration, and receiving a new one. */
    configRequest: 0.2 / 1e6,
    configReceived: 0.0008,
  },
} as const;

/** What a sum of things costs, by the name of their price. */
export type Bill = Readonly<Partial<Record<keyof typeof listPrices.perUnit, number>>>;

/** The price of each line, and of all. */
export function priceOf(bill: Bill): { readonly lines: Readonly<Record<string, number>>; readonly total: number } {
  const names = Object.keys(listPrices.perUnit).filter((name): name is keyof Bill => name in bill);
  const lines = Object.fromEntries(names.map((name) => [name, listPrices.perUnit[name] * (bill[name] ?? 0)]));
  return { lines, total: Object.values(lines).reduce((sum, price) => sum + price, 0) };
}

import type { CostReport, OutcomeCost } from './run-cost';

/** The report as tables in Markdown, as docs/performance.md has it. */
export function costText({ prices, floor, outcomes, idleMonth, idleMonthWithoutInbound }: CostReport): string {
  const { writeBase, writeIndex } = floor.units;
  return [
    `List prices of ${prices.region}, ${prices.asOf} (${prices.source}); telephony apart.`,
    '',
    '| outcome | read, table | read, indexes | written, table | written, indexes | of the floor | Lambda | SQS | events | Connect calls | $ per 1,000 |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    `| the floor | - | - | ${writeBase} | ${writeIndex} | 1 | - | - | - | - | - |`,
    ...outcomes.map(rowOf),
    '',
    '| a month in which nobody rings | $ | without steps for callers who ring in |',
    '|---|---|---|',
    ...Object.entries(idleMonth.lines).map(
      ([name, dollars]) => `| ${name} | ${dollars.toFixed(2)} | ${idleMonthWithoutInbound.lines[name]?.toFixed(2)} |`,
    ),
    `| all | ${idleMonth.dollars.toFixed(2)} | ${idleMonthWithoutInbound.dollars.toFixed(2)} |`,
  ].join('\n');
}

function rowOf({ name, units, timesFloor, counted, dollarsPerThousand }: OutcomeCost): string {
  const sum = (prefix: RegExp) =>
    Object.entries(counted).reduce((total, [what, count]) => (prefix.test(what) ? total + count : total), 0);
  const cells = [
    name,
    units.readBase,
    units.readIndex,
    units.writeBase,
    units.writeIndex,
    timesFloor,
    sum(/^Lambda (?!ms )/),
    counted['SQS wakes'] ?? 0,
    counted['domain events'] ?? 0,
    sum(/^Connect (?!calls of )/),
    dollarsPerThousand.toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

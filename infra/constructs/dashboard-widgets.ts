import {
  GraphWidget,
  TextWidget,
  TextWidgetBackground,
  type IMetric,
  type YAxisProps,
} from 'aws-cdk-lib/aws-cloudwatch';

/** The columns of a dashboard. */
export const GRID_WIDTH = 24;

const GRAPH_HEIGHT = 6;

/** A row of markdown over the whole width. */
export function words(markdown: string, height: number): TextWidget {
  return new TextWidget({ markdown, width: GRID_WIDTH, height });
}

/** The name of a part of the page. */
export function heading(title: string): TextWidget {
  const background = TextWidgetBackground.TRANSPARENT;
  return new TextWidget({ markdown: `## ${title}`, width: GRID_WIDTH, height: 1, background });
}

/** One graph: what it shows, on one axis that begins at 0, with the bound that an alarm rings at. */
export interface Graph {
  readonly title: string;
  readonly left: readonly IMetric[];
  readonly unit: 'seconds' | 'milliseconds' | 'count' | 'share';
  readonly bound?: { readonly value: number; readonly label: string };
}

/** A row of graphs of the same width. */
export function graphs(...row: readonly Graph[]): readonly GraphWidget[] {
  return row.map(
    ({ title, left, unit, bound }) =>
      new GraphWidget({
        title,
        left: [...left],
        leftYAxis: axis(unit),
        ...(bound === undefined ? {} : { leftAnnotations: [bound] }),
        width: GRID_WIDTH / row.length,
        height: GRAPH_HEIGHT,
      }),
  );
}

function axis(unit: Graph['unit']): YAxisProps {
  return { min: 0, label: unit, showUnits: false };
}

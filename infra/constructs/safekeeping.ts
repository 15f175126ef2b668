import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';

/** How what may hold something of a caller is kept: in the table, in queues and in logs. */
export interface Safekeeping {
  /** Absent: AWS keeps the keys. */
  readonly key?: IKey;
  readonly logDays: number;
}

const unsaid: Safekeeping = { logDays: RetentionDays.ONE_MONTH };

const said = new WeakMap<IConstruct, Safekeeping>();

/** Says it once for everything below a construct: who adds a queue or a function there cannot forget it. */
export function keepSafe(scope: IConstruct, safekeeping: Safekeeping): void {
  said.set(scope, safekeeping);
}

/** What was said for a construct, or for the nearest one above it. */
export function safekeepingOf(construct: IConstruct): Safekeeping {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const found = said.get(at);
    if (found !== undefined) return found;
  }
  return unsaid;
}

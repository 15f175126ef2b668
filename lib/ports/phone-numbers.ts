/** What became of a change: `not_found`: there is no such number, or no such flow; `refused`: Connect would not, by that error. */
export type PointOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'refused'; readonly name: string };

/** The numbers that a Connect instance has claimed, and the flows they are pointed at. Faults throw an AdapterError. */
export interface PhoneNumbers {
  /** Connect's id of a number in E.164; undefined where the instance has not claimed it, or is gone. */
  readonly find: (number: string) => Promise<string | undefined>;
  /** The id of the flow; undefined where there is none. May be some seconds old. */
  readonly flowOf: (numberId: string) => Promise<string | undefined>;
  /** Takes the id or the ARN of a flow. May be repeated. */
  readonly point: (numberId: string, flowId: string) => Promise<PointOutcome>;
  /** Points the number at no flow. May be repeated. */
  readonly clear: (numberId: string) => Promise<PointOutcome>;
}

/** What is kept of a number that is pointed at a flow of ours, so that it gets back the flow it had. */
export interface PointedNumber {
  /** Connect's id of the number. */
  readonly numberId: string;
  /** The id of the flow; `none`: it had none; `unknown`: it was pointed at ours already when we came. */
  readonly formerFlowId: string;
}

/** Connect's ids are UUIDs today; no other is read as a text of ours. */
const pattern = /^([0-9A-Za-z-]{1,64})\/([0-9A-Za-z-]{1,64})$/;

/** As one text: CloudFormation keeps it as the id of the resource and hands it back. */
export function textOfPointed({ numberId, formerFlowId }: PointedNumber): string {
  return `${numberId}/${formerFlowId}`;
}

/** Undefined: the text is not ours, because nothing was pointed. */
export function pointedFromText(text: string | undefined): PointedNumber | undefined {
  const [, numberId, formerFlowId] = pattern.exec(text ?? '') ?? [];
  return numberId === undefined || formerFlowId === undefined ? undefined : { numberId, formerFlowId };
}

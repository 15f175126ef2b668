/** What a custom resource tells CloudFormation of a request. */
export interface StackAnswer {
  readonly isDone: boolean;
  /** Why not, or what should be known. Holds no number. */
  readonly reason?: string;
  /** Another one than before means: replaced, delete the old one. */
  readonly physicalId: string;
  readonly stackId: string;
  readonly requestId: string;
  readonly logicalId: string;
}

/** The way back to CloudFormation, which waits for an hour where no answer comes. Throws an AdapterError. */
export interface StackAnswers {
  /** The address carries its own permission, and so is never told. */
  readonly send: (address: string, answer: StackAnswer) => Promise<void>;
}

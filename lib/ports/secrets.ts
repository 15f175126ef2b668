/** Where secrets are kept: tokens of webhooks, say. They are never logged, and never part of an error. */
export interface Secrets {
  /** Undefined where there is none of that name. Throws AdapterError when the store does not answer. */
  readonly read: (name: string) => Promise<string | undefined>;
}

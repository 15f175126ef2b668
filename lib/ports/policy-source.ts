/** A configuration as it was delivered. Whether it may be used, whoever asked for it decides. */
export interface DeliveredPolicy {
  /** The configuration as JSON text, if it is what it should be. */
  readonly content: string;
}

/** Where a policy comes from that is changed without a deployment. */
export interface PolicySource {
  /**
   * The newest one that is known, the same object for as long as it has not changed; undefined until one has come. It may
   * wait a fraction of a second, and never throws: on a fault what was known stays.
   */
  readonly latest: () => Promise<DeliveredPolicy | undefined>;
}

/** The outside failed: the store, Connect or a queue did not do what it is there for. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
  readonly adapter: string;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** Whether what is stored is not what we write: a fault of ours, which neither time nor anybody at the outside mends. */
  readonly isUnreadable: boolean;

  constructor(
    adapter: string,
    options: { readonly retryable: boolean; readonly isUnreadable?: boolean; readonly cause: unknown },
  ) {
    const reason = options.cause instanceof Error ? `${options.cause.name}: ${options.cause.message}` : 'unknown fault';
    super(`${adapter}: ${reason}`, { cause: options.cause });
    this.adapter = adapter;
    this.retryable = options.retryable;
    this.isUnreadable = options.isUnreadable ?? false;
  }
}

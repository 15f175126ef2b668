/** How long a request of a client of ours may take. Without the last switch the SDK only warns, and waits on. */
export function requestLimits(requestTimeoutMs: number) {
  return { connectionTimeout: 1_000, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true } as const;
}

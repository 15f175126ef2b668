/**
 * Middy's own timer is left out: it runs on the machine's time, and what a function has begun when Lambda ends it is
 * settled by leases and redelivery anyway.
 */
export const noEarlyTimeout = { timeoutEarlyInMillis: 0 } as const;

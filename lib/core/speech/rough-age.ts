import type { Moment } from './prompt-facts';

/** How long ago something was, as exactly as anybody would say it. */
export type RoughAge =
  | { readonly kind: 'moments' }
  | { readonly kind: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'over_a_month' };

const minuteMs = 60_000;

/** Minutes are named in the first three hours, hours in the first two days, days in the first month. */
export function roughAge({ atMs, nowMs }: Moment): RoughAge {
  const minutes = Math.floor((nowMs - atMs) / minuteMs);
  if (minutes < 1) return { kind: 'moments' };
  if (minutes < 180) return { kind: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  const hours = Math.round(minutes / 60);
  if (hours < 48) return { kind: 'hours', hours, minutes: 0 };
  const days = Math.round(hours / 24);
  return days <= 31 ? { kind: 'days', days } : { kind: 'over_a_month' };
}

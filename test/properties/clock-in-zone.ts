/** What a wall clock shows in a zone. */
export interface WallClock {
  readonly date: string;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of day in a zone by the engine's own calendar, which our code does not use. */
export function clockIn(timeZone: string, atMs: number): WallClock {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const date = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
  return { date, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

/** Zones in which the owner of a number of that beginning may be: in North America those of the area. */
const zonesByPrefix = [
  ['+44', ['Europe/London']],
  ['+1206', ['America/Los_Angeles']],
  // Western Nebraska keeps mountain time, the rest of that area central time.
  ['+1308', ['America/Chicago', 'America/Denver']],
  ['+1808', ['Pacific/Honolulu']],
  ['+1416', ['America/Toronto']],
] as const;

export function zonesOf(number: string): readonly string[] {
  const found = zonesByPrefix.find(([prefix]) => number.startsWith(prefix));
  if (found === undefined) throw new Error('a number of no area that was thought of');
  return found[1];
}

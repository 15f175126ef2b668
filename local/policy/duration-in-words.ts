const units = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** A time in the greatest unit of which it is a whole number: "90 s", "15 min", "5 days". */
export function durationInWords(ms: number): string {
  const [unit, unitMs] = units.find(([, one]) => ms > 0 && ms % one === 0) ?? (['s', 1000] as const);
  const many = ms / unitMs;
  return `${many} ${unit === 'day' && many !== 1 ? 'days' : unit}`;
}

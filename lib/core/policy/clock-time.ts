/** Minutes after midnight of a time of day, "08:30" say, that the schema has checked. */
export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

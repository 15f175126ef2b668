/** The form in which a number may appear in logs, errors and events: the first three and the last two characters. */
export function maskPhone(number: string): string {
  const text = number.trim();
  if (text.length <= 5) return '*'.repeat(text.length);
  return `${text.slice(0, 3)}${'*'.repeat(text.length - 5)}${text.slice(-2)}`;
}

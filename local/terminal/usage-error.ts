/** Something the person at the keyboard can put right: told in one line, and the command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

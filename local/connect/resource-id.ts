/** Members may be given as ARNs; the id is their last part. */
export function idOf(idOrArn: string | undefined): string {
  return idOrArn?.split('/').at(-1) ?? '';
}

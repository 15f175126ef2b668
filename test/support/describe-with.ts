/** A describe block that needs something this machine may lack: with a reason, its tests are skipped and named by it. */
export function describeWith(reason: string | undefined, name: string, body: () => void): void {
  if (reason === undefined) describe(name, body);
  else describe.skip(`${name} [${reason}]`, body);
}

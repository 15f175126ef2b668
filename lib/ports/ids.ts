/** Where new identifiers come from: random in the cloud, from the seed in a simulation. */
export interface IdSource {
  /** A ULID: 26 characters, sorts by the time it was made. */
  readonly ulid: (nowMs: number) => string;
  /** A version 4 UUID. */
  readonly uuid: () => string;
}

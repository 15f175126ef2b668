/**
 * A lease lets somebody look again; it never permits a second dial. Each outlives what it covers, so that it runs out
 * only when an event was lost or a process died.
 */
export const leaseMs = {
  /** Above the dispatcher's function timeout (60 s) and Connect's longest ring (60 s): whoever claimed is gone by then. */
  dialing: 75_000,
  /** A ready caller is joined or gone within minutes. */
  answered: 120_000,
  talking: 900_000,
  /** An inbound call that holds a callback back is looked up this often. */
  held: 120_000,
  offered: 45_000,
} as const;

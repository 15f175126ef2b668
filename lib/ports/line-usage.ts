import type { LineShortage } from '../core/reports/lines';

/** How the instance's lines were used, as its operator measures it. Throws AdapterError. */
export interface LineUsage {
  /**
   * Stretches of `stepMs` that begin at `fromMs` or later and before `toMs`, in order; those without any call may be left out.
   */
  readonly between: (fromMs: number, toMs: number, stepMs: number) => Promise<readonly LineShortage[]>;
}

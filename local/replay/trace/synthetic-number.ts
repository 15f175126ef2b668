import type { TraceCall, TraceFormat } from './trace';

/** As many numbers as eight digits give; no call log at hand has a hundredth of it. */
const NUMBERS = 100_000_000;

/** Mobile numbers of the trace's country; they start in a range that its plan leaves empty, so they ring at nobody's. */
const PLANS: Readonly<Record<TraceFormat, { readonly prefix: string; readonly first: number }>> = {
  vanad: { prefix: '+316', first: 0 },
  technion: { prefix: '+9725', first: 70_000_000 },
};

/** Gives each known caller one number and each call of an unknown caller its own, made of the row where it first calls. */
export function createNumbers(format: TraceFormat, calls: readonly TraceCall[]): (call: TraceCall) => string {
  const { prefix, first } = PLANS[format];
  const rowByCaller = new Map<string, number>();
  for (const { caller, row } of calls) {
    if (caller !== undefined) rowByCaller.set(caller, Math.min(row, rowByCaller.get(caller) ?? row));
  }
  return ({ caller, row }) => {
    const number = (first + (caller === undefined ? row : (rowByCaller.get(caller) ?? row))) % NUMBERS;
    return `${prefix}${String(number).padStart(8, '0')}`;
  };
}

import { cases, toldTwice } from './case-histories';
import { chains } from './chain-histories';
import type { History } from './history-parts';
import { excluded, reasons, sources } from './single-call-histories';

export type { History, News } from './history-parts';

/** One after the other, all that is shown to end in one state. */
export const histories: readonly History[] = [...sources, ...reasons, ...excluded, ...chains, ...cases, ...toldTwice];

/** As the table's stream tells of it: in order for each item, at least once, some time after the write. */
export type { Change } from '../core/events/change';

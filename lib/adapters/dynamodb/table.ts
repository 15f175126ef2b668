/** A secondary index: its two key attributes and what a reader of it needs beside the table's own keys. */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: { readonly name: string; readonly type: 'S' | 'N' };
  readonly include: readonly string[];
}

/** The one table: deployed by infra/, created on the embedded store by local/, and read and written by this adapter. */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** DynamoDB deletes facts and closed copies some days after this time (epoch seconds); nothing here reads it as a timer. */
  timeToLive: 'expiresAtSeconds',
  /** What the table's stream tells of each write: changes are told from what was before and what is now. */
  stream: 'NEW_AND_OLD_IMAGES',
  indexes: [
    {
      // What may be dialed now, in dial order: queue and class, then place and id.
      name: 'line',
      partitionKey: 'linePk',
      sortKey: { name: 'lineSk', type: 'S' },
      include: ['id', 'number', 'queue', 'class', 'origin', 'placeMs', 'inLineSinceMs', 'askedInVain'],
    },
    {
      // Dials of the instance that are offered, ringing or answered: what capacity is already promised to.
      name: 'flight',
      partitionKey: 'flightPk',
      sortKey: { name: 'flightSk', type: 'S' },
      include: [
        'id',
        'number',
        'queue',
        'class',
        'origin',
        'state',
        'placeMs',
        'attempt',
        'startedAtMs',
        'readyAtMs',
        'contactId',
        'pickedUpAtMs',
        'task',
        'given',
      ],
    },
    {
      // The earliest timer of each item: a retry or slot that falls due, a lease that runs out, a copy still to archive.
      name: 'due',
      partitionKey: 'duePk',
      sortKey: { name: 'timerMs', type: 'N' },
      include: ['id', 'number', 'queue', 'state'],
    },
    {
      // Reports by month: kind, status and month, then time and id.
      name: 'month',
      partitionKey: 'monthPk',
      sortKey: { name: 'monthSk', type: 'S' },
      // Each kind whole, as one map: DynamoDB shows no more than 20 attributes in an index.
      include: ['copy', 'summary', 'judged', 'delivery'],
    },
  ],
} as const satisfies {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly timeToLive: string;
  readonly stream: 'NEW_AND_OLD_IMAGES';
  readonly indexes: readonly IndexDefinition[];
};

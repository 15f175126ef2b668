import { playRow, type RowRequest } from './rows';

/** A process that plays one row after another. */
process.on('message', (request: RowRequest) => {
  void playRow(request).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ fault: error instanceof Error ? error.message : 'unknown fault' }),
  );
});

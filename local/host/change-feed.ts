import type { Change } from '../../lib/ports/changes';

/** From the store, which tells of each stored change, to whoever follows them: what the table's stream is on AWS. */
export interface ChangeFeed {
  readonly onChange: (change: Change) => void;
  readonly follow: (follower: (change: Change) => void) => void;
}

/** The store is there before the functions are: what it tells until somebody follows is kept for them. */
export function createChangeFeed(): ChangeFeed {
  let early: Change[] | undefined = [];
  let tell = (change: Change): void => void early?.push(change);
  return {
    onChange: (change) => tell(change),
    follow: (follower) => {
      tell = follower;
      for (const change of early ?? []) follower(change);
      early = undefined;
    },
  };
}

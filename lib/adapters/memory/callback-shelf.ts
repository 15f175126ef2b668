import type { Callback, CallbackIn, Closed } from '../../core/callback/callback';
import type { CallbackKey } from '../../ports/callback-store';
import type { ClosedNaming, KeptThing } from '../../ports/erasure';
import type { Stored } from '../../ports/stored';
import type { CallbackIndexes } from './callback-indexes';
import { onShelf, type OnShelf, type Shelf } from './shelf';
import type { VersionedMap } from './versioned-map';

/** Where callbacks are kept, as their store keeps them. */
interface CallbackMaps {
  readonly items: VersionedMap<Callback>;
  readonly indexes: CallbackIndexes;
  readonly closed: Map<string, Stored<CallbackIn<Closed>>>;
  readonly aliases: Map<string, Map<string, CallbackKey>>;
  readonly queuesOfNumber: Map<string, readonly string[]>;
  readonly keyOfId: Map<string, CallbackKey>;
  readonly leaveMonth: (copy: CallbackIn<Closed>) => void;
}

const live: readonly Callback['state'][] = ['offered', 'dialing', 'answered', 'talking', 'held'];

/** What is kept of people's callbacks. */
export function callbackShelf(maps: CallbackMaps): Shelf {
  const { closed, aliases, queuesOfNumber, keyOfId } = maps;
  return {
    under: (number) => [
      ...(queuesOfNumber.get(number) ?? []).map((queue): KeptThing => ({ kind: 'callback', number, queue })),
      ...[...closed.values()].flatMap(({ value }): readonly KeptThing[] =>
        value.number === number ? [{ kind: 'closed_callback', number, id: value.id }] : [],
      ),
      ...[...(aliases.get(number) ?? [])].map(([name, to]): KeptThing => ({
        kind: 'alias',
        from: number,
        to,
        isNamed: name.includes('#'),
      })),
    ],
    find: (thing) => {
      switch (thing.kind) {
        case 'callback':
          return findCallback(maps, thing);
        case 'closed_callback': {
          const copy = closed.get(thing.id)?.value;
          if (copy?.number !== thing.number) return undefined;
          return {
            drop: () => {
              maps.leaveMonth(copy);
              closed.delete(thing.id);
            },
          };
        }
        case 'alias': {
          const known = aliases.get(thing.from);
          const name = thing.isNamed ? `${thing.to.queue}#${thing.to.number}` : thing.to.queue;
          return onShelf(known?.get(name)?.number === thing.to.number, () => void known?.delete(name));
        }
        case 'callback_id':
          return onShelf(keyOfId.has(thing.id), () => void keyOfId.delete(thing.id));
        default:
          return undefined;
      }
    },
  };
}

/** Closed callbacks that a number asked for, or that were to be called there. */
export function closedNamingIn(closed: CallbackMaps['closed'], number: string): readonly ClosedNaming[] {
  return [...closed.values()].flatMap(({ value: { id, number: under, queue, cli, callNumber } }) =>
    [under, cli, callNumber].includes(number) ? [{ id, number: under, queue }] : [],
  );
}

/** By what a callback is kept. */
export function itemKey({ number, queue }: CallbackKey): string {
  return `${number}#${queue}`;
}

function findCallback(
  { items, indexes, queuesOfNumber }: CallbackMaps,
  { number, queue }: CallbackKey,
): OnShelf | undefined {
  const callback = items.get(itemKey({ number, queue }))?.value;
  if (callback === undefined) return undefined;
  return {
    isLive: live.includes(callback.state),
    drop: () => {
      indexes.remove(callback);
      items.drop(itemKey(callback));
      queuesOfNumber.set(
        number,
        (queuesOfNumber.get(number) ?? []).filter((one) => one !== queue),
      );
    },
  };
}

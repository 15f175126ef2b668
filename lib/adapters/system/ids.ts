import { randomBytes } from 'node:crypto';
import type { Rng } from '../../core/rng';
import type { IdSource } from '../../ports/ids';

/** Crockford's base 32: no I, L, O or U, and it sorts as the number it stands for. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Identifiers from the operating system's randomness. */
export const systemIds: IdSource = idsFrom((count) => [...randomBytes(count)]);

/** Identifiers from a seed: the same seed, the same ids in the same order. */
export function createSeededIds(rng: Rng): IdSource {
  return idsFrom((count) => Array.from({ length: count }, () => Math.floor(rng.next() * 256)));
}

function idsFrom(bytes: (count: number) => readonly number[]): IdSource {
  return {
    ulid: (nowMs) => {
      const time = Array.from({ length: 10 }, (_, index) => alphabet[Math.floor(nowMs / 32 ** (9 - index)) % 32]);
      return (
        time.join('') +
        bytes(16)
          .map((byte) => alphabet[byte % 32])
          .join('')
      );
    },
    uuid: () => {
      const hex = bytes(16).map((byte, index) => {
        if (index === 6) return (byte & 0x0f) | 0x40;
        return index === 8 ? (byte & 0x3f) | 0x80 : byte;
      });
      const text = hex.map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
    },
  };
}

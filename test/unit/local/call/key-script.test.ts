import fc from 'fast-check';
import { readKeyItems, writeKeyItem } from '../../../../local/call/key-script';

test('keys, digits and words are told apart', () => {
  expect(readKeyItems(['1', '#', '01632960124#', 'wait', 'hangup'], false)).toEqual({
    ok: true,
    value: [
      { kind: 'keys', keys: '1' },
      { kind: 'keys', keys: '#' },
      { kind: 'keys', keys: '01632960124#' },
      { kind: 'wait' },
      { kind: 'hangup' },
    ],
  });
});

test.each([
  ['no item', [], 'there is no item'],
  ['an empty item', ['1', ''], 'got ""'],
  ['a letter', ['A'], 'got "A"'],
  ['a word in capitals', ['Wait'], 'got "Wait"'],
  ['a key and a word', ['1wait'], 'got "1wait"'],
  ['more digits than anybody keys', ['1'.repeat(31)], `got "${'1'.repeat(31)}"`],
])('%s is refused', (_, items, reason) => {
  expect(readKeyItems(items, true)).toEqual({ ok: false, error: expect.stringContaining(reason) });
});

test.each(['answer', 'decline'])('%s is only for a telephone that stays', (word) => {
  expect(readKeyItems([word], true).ok).toBe(true);
  expect(readKeyItems([word], false)).toEqual({ ok: false, error: expect.stringContaining(`${word} needs --stay`) });
});

test('every item is written as it was read', () => {
  const item = fc.oneof(fc.stringMatching(/^[0-9*#]{1,30}$/), fc.constantFrom('wait', 'hangup', 'answer', 'decline'));
  fc.assert(
    fc.property(fc.array(item, { minLength: 1 }), (items) => {
      const read = readKeyItems(items, true);
      expect(read.ok ? read.value.map(writeKeyItem) : []).toEqual(items);
    }),
  );
});

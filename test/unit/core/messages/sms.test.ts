import { canTakeSms } from '../../../../lib/core/messages/can-take-sms';
import { cutSms, smsParts } from '../../../../lib/core/messages/sms-length';

describe('the length of an SMS', () => {
  test.each([
    ['160 letters of the GSM alphabet', 'a'.repeat(160), 1],
    ['one more', 'a'.repeat(161), 2],
    ['as many as two parts hold', 'a'.repeat(306), 2],
    ['one more than that', 'a'.repeat(307), 3],
    ['80 signs that take the room of two', '€'.repeat(80), 1],
    ['81 of them', '€'.repeat(81), 2],
    ['70 Cyrillic letters', 'я'.repeat(70), 1],
    ['71 of them', 'я'.repeat(71), 2],
    ['134 of them', 'я'.repeat(134), 2],
    ['135 of them', 'я'.repeat(135), 3],
    ['one letter that is none of GSM among 70', `${'a'.repeat(70)}я`, 2],
    ['35 signs that take two code units', '🙂'.repeat(35), 1],
    ['nothing', '', 1],
  ])('%s', (_name, text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });

  test('no text is longer than three parts', () => {
    expect(cutSms('a'.repeat(459))).toBe('a'.repeat(459));
    expect(cutSms('a'.repeat(460))).toBe(`${'a'.repeat(456)}...`);
    expect(smsParts(cutSms('я'.repeat(1_000)))).toBe(3);
    expect(cutSms('🙂'.repeat(200))).toMatch(/^(🙂)+\.\.\.$/u);
  });
});

test.each([
  ['a mobile', '+447400123456', true],
  ['a number that may be mobile', '+12125550123', true],
  ['a number that nobody was given', '+441632960001', true],
  ['a fixed line', '+442083661177', false],
  ['a freephone number', '+448001111111', false],
])('%s takes an SMS or not', (_kind, number, takes) => {
  expect(canTakeSms(number)).toBe(takes);
});

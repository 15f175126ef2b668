import { callHelp, parseCallOptions } from '../../../../local/call/options';
import { UsageError } from '../../../../local/terminal/usage-error';

const from = '+441632960123';

test('a number is enough', () => {
  expect(parseCallOptions(['--from', from])).toEqual({
    from,
    queue: undefined,
    language: undefined,
    keys: undefined,
    isStaying: false,
    isJson: false,
  });
});

test('everything can be said', () => {
  const argv = ['--queue', 'billing', '--lang', 'ru-RU', '--keys', '1, 01632960124#,wait,answer', '--stay', '--json'];
  expect(parseCallOptions(['--from', 'withheld', ...argv])).toEqual({
    from: null,
    queue: 'billing',
    language: 'ru-RU',
    keys: ['1', '01632960124#', 'wait', 'answer'],
    isStaying: true,
    isJson: true,
  });
});

test('help is all that is asked for, whatever else is there', () => {
  expect(parseCallOptions(['--help'])).toBeUndefined();
  for (const option of ['from', 'queue', 'lang', 'keys', 'stay', 'json']) expect(callHelp).toContain(`--${option}`);
});

test.each([
  ['no number', [], '--from: is needed'],
  ['a number without its country code', ['--from', '01632960123'], '--from: got "016******23"; allowed is'],
  ['a number of no possible length', ['--from', '+4416329'], '--from: got "+44***29"; no number of that length'],
  ['a word for a number', ['--from', 'me'], '--from: got "**"'],
  ['an empty script', ['--from', from, '--keys', ''], '--keys: there is no item'],
  ['a key that is none', ['--from', from, '--keys', '1,x'], '--keys: got "x"'],
  ['a gap in the script', ['--from', from, '--keys', '1,,2'], '--keys: got ""'],
  ['an answer without staying', ['--from', from, '--keys', 'answer'], '--keys: answer needs --stay'],
  ['a stray argument', ['--from', from, '1'], 'unknown argument "1"'],
])('%s is refused by name', (_, argv, reason) => {
  expect(() => parseCallOptions(argv)).toThrow(UsageError);
  expect(() => parseCallOptions(argv)).toThrow(reason);
});

import * as fc from 'fast-check';
import { parseCustomers } from '../../../lib/adapters/directory/customers';
import { createCsvDirectory } from '../../../lib/adapters/directory/csv';

const header = 'number,name,agent,language,vip';
const file = (...lines: readonly string[]) => [header, ...lines, ''].join('\n');
const refusalsOf = (text: string) => {
  const parsed = parseCustomers(text, 'GB');
  return parsed.ok ? [] : parsed.error;
};

describe('the directory in a file', () => {
  test('knows who is in it by number, with all that their line says', async () => {
    const directory = createCsvDirectory(
      file(
        '+441632960123,"Smith, Jo",0C2A1E57-11D2-4F6E-8A3E-6F1F0C3B9A01,ru-RU,yes',
        '01632 960124,,,,no',
        ' +441632960125 , Ms Example ,,, ',
      ),
      'GB',
    );
    expect(await directory.find('+441632960123')).toEqual({
      kind: 'known',
      customer: { name: 'Smith, Jo', agentId: '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01', language: 'ru-RU', isVip: true },
    });
    expect(await directory.find('+441632960124')).toEqual({ kind: 'known', customer: {} });
    expect(await directory.find('+441632960125')).toEqual({ kind: 'known', customer: { name: 'Ms Example' } });
  });

  test('does not know anybody else', async () => {
    const directory = createCsvDirectory(file('+441632960123,Jo,,,'), 'GB');
    expect(await directory.find('+441632960199')).toEqual({ kind: 'unknown' });
  });

  test('may be empty, and may come from a spreadsheet of Windows', async () => {
    expect(await createCsvDirectory(`${header}\n`, 'GB').find('+441632960123')).toEqual({ kind: 'unknown' });
    const windows = `\ufeff${header}\r\n+441632960123,"Jo ""J"" Smith",,,\r\n\r\n`;
    expect(await createCsvDirectory(windows, 'GB').find('+441632960123')).toEqual({
      kind: 'known',
      customer: { name: 'Jo "J" Smith' },
    });
  });

  test('comes out of a file as it went in, whatever stands in its cells', () => {
    const cell = fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\r', ' ').trim());
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 999 }), cell), { selector: ([n]) => n }),
        (rows) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const lines = rows.map(([n, name]) => `+44163296${String(n).padStart(4, '0')},${quoted(name)},,,`);
          const parsed = parseCustomers(file(...lines), 'GB');
          const names = parsed.ok ? [...parsed.value.values()].map(({ name = '' }) => name) : parsed.error;
          // Blanks around a cell mean nothing, quoted or not.
          expect(names).toEqual(rows.map(([, name]) => name));
        },
      ),
    );
  });
});

describe('a file that is wrong is refused', () => {
  test.each([
    ['without a header', '+441632960123,Jo,,,\n', 'line 1, the header'],
    ['with other columns', 'number;name\n', 'line 1, the header'],
    ['with nothing in it', '', 'line 1, the header'],
    ['with a number that is none', file('+441632960123,,,,', 'nobody,,,,'), 'line 3, number'],
    ['without a number', file(',Jo,,,'), 'line 2, number'],
    ['with a number of no length that exists', file('+4416329601231234567,,,,'), 'line 2, number'],
    ['with one number twice', file('+441632960123,,,,', '', '01632 960123,,,,'), 'line 4, number'],
    ['with a name that is too long', file(`+441632960123,${'x'.repeat(257)},,,`), 'line 2, name'],
    ['with an agent that is no id', file('+441632960123,,Ann Example,,'), 'line 2, agent'],
    ['with the login name of an agent', file('+441632960123,,ann,,'), 'line 2, agent'],
    ['with a language that is not spoken', file('+441632960123,,,de-DE,'), 'line 2, language'],
    ['with a word for VIP that is none', file('+441632960123,,,,perhaps'), 'line 2, vip'],
    ['with a cell too few', file('+441632960123,,,'), 'line 2, cells'],
    ['with a quote that is not closed', file('+441632960123,"Jo,,,'), 'line 2, quotes'],
  ])('%s, and the line and the field are named', (_name, text, field) => {
    expect(refusalsOf(text).map((refusal) => refusal.field)).toEqual([field]);
  });

  test('for each mistake at once, and says what is allowed', () => {
    expect(refusalsOf(file('12,,,xx,perhaps', '+441632960123,,,,'))).toEqual([
      { field: 'line 2, number', value: '"**"', allowed: 'a phone number, of GB without "+"' },
      { field: 'line 2, language', value: '"xx"', allowed: 'one of "en-US", "ru-RU", or nothing' },
      { field: 'line 2, vip', value: '"perhaps"', allowed: 'one of "yes", "no", or nothing' },
    ]);
  });

  test('without a number in what is told, in whichever cell it stands', () => {
    const number = '01632 960123';
    const texts = [
      `${number},Jo,,,\n`,
      file(`${number},,,,`, `${number},,,,`),
      file('+4416329601231234567,,,,'),
      file(`Jo,${number},,,`),
      file(`Jo,,${number},,`),
      file(`Jo,,,${number},${number}`),
      file(`"${number},,,,`),
      file(`01"632960123,,,,`),
    ];
    for (const text of texts) {
      expect(refusalsOf(text)).not.toEqual([]);
      expect(JSON.stringify(refusalsOf(text)).replaceAll(' ', '')).not.toMatch(/1632960123|1"632960123/);
    }
  });

  test('when the directory is opened, with the first twenty mistakes', () => {
    const lines = Array.from({ length: 30 }, () => 'nobody,,,,');
    expect(() => createCsvDirectory(file(...lines), 'GB')).toThrow(
      /^the file of customers: line 2, number: .*; and 10 more$/,
    );
  });
});

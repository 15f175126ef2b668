import { CsvError, parse } from 'csv-parse/sync';
import type { CountryCode } from 'libphonenumber-js/max';
import type { Customer } from '../../core/lost/case';
import { maskPhone } from '../../core/mask-phone';
import { parsePhoneNumber } from '../../core/phone-number';
import { identifier } from '../../core/policy/fields';
import { show, type PolicyRefusal } from '../../core/policy/refusals';
import { err, ok, type Result } from '../../core/result';
import { languageCodes, type LanguageCode } from '../../core/speech/language-codes';

/** Customers by their number in E.164. */
export type Customers = ReadonlyMap<string, Customer>;

const columns = ['number', 'name', 'agent', 'language', 'vip'] as const;

const TEXT_MAX = 256;

/**
 * They are read whole by each function that starts, within the ten seconds that Lambda allows for that: so many were measured at
 * 0.6 to 0.8 seconds of a processor, of which a function has one for each 1,769 MB ("Configure Lambda function memory" in the
 * Lambda developer guide): 1.4 seconds where a caller waits. A larger list belongs in Customer Profiles.
 */
const CUSTOMERS_MAX = 20_000;

const vipWords: ReadonlyMap<string, boolean> = new Map([
  ['', false],
  ['no', false],
  ['false', false],
  ['yes', true],
  ['true', true],
]);

/** One line after the header: its cells, and the number of the line on which it ends. */
interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * Reads the file of customers: `number,name,agent,language,vip` and a line for each of them. One line that is wrong
 * refuses the file, when the stack is made and when a function starts: nobody is to find out at night.
 */
export function parseCustomers(text: string, country: CountryCode): Result<Customers, readonly PolicyRefusal[]> {
  const rows = rowsOf(text);
  if (!rows.ok) return err([rows.error]);
  const [header, ...lines] = rows.value;
  const headerText = (header?.cells ?? []).join(',');
  if (headerText !== columns.join(','))
    return err([at(1, 'the header', cellShown(headerText), `"${columns.join(',')}"`)]);
  if (lines.length > CUSTOMERS_MAX) {
    return err([
      {
        field: 'lines',
        value: String(lines.length),
        allowed: `at most ${CUSTOMERS_MAX} customers; more belong in Customer Profiles`,
      },
    ]);
  }
  const customers = new Map<string, Customer>();
  const refusals: PolicyRefusal[] = [];
  const lineOf = new Map<string, number>();
  for (const row of lines) {
    const read = readRow(row, country);
    if (!read.ok) refusals.push(...read.error);
    else {
      const { number, customer } = read.value;
      const before = lineOf.get(number);
      if (before === undefined) customers.set(number, customer);
      else refusals.push(at(row.line, 'number', maskPhone(number), `a number once; line ${before} has it already`));
      lineOf.set(number, before ?? row.line);
    }
  }
  return refusals.length === 0 ? ok(customers) : err(refusals);
}

function rowsOf(text: string): Result<readonly Row[], PolicyRefusal> {
  const rows: Row[] = [];
  const keep = (cells: readonly string[], { lines: line }: { readonly lines: number }) => {
    rows.push({ cells, line });
    return null;
  };
  try {
    parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true, onRecord: keep });
    return ok(rows);
  } catch (error) {
    // Its message repeats the cell, and so a number.
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : 1;
    return err(at(line, 'quotes', 'a quote within a cell, or one that is not closed', '"..." around a whole cell'));
  }
}

function readRow(
  { cells, line }: Row,
  country: CountryCode,
): Result<{ readonly number: string; readonly customer: Customer }, readonly PolicyRefusal[]> {
  if (cells.length !== columns.length) {
    return err([at(line, 'cells', String(cells.length), `${columns.length}, which may be empty`)]);
  }
  const [rawNumber = '', name = '', agentId = '', rawLanguage = '', rawVip = ''] = cells;
  const number = parsePhoneNumber(rawNumber, country);
  const language = languageCodes.find((code) => code === rawLanguage);
  const isVip = vipWords.get(rawVip.toLowerCase());
  const refusals = [
    ...(number.ok
      ? []
      : [at(line, 'number', `"${maskPhone(rawNumber)}"`, `a phone number, of ${country} without "+"`)]),
    ...tooLong(line, 'name', name),
    ...(agentId === '' || identifier.test(agentId)
      ? []
      : [at(line, 'agent', cellShown(agentId), 'the id of a Connect user (a UUID), or nothing')]),
    ...(language === undefined && rawLanguage !== ''
      ? [at(line, 'language', cellShown(rawLanguage), `one of ${quoted(languageCodes)}, or nothing`)]
      : []),
    ...(isVip === undefined ? [at(line, 'vip', cellShown(rawVip), 'one of "yes", "no", or nothing')] : []),
  ];
  if (!number.ok || refusals.length > 0) return err(refusals);
  return ok({
    number: number.value,
    customer: customerFrom({ name, agentId: agentId.toLowerCase(), language, isVip }),
  });
}

function customerFrom(cells: {
  readonly name: string;
  readonly agentId: string;
  readonly language: LanguageCode | undefined;
  readonly isVip: boolean | undefined;
}): Customer {
  const { name, agentId, language, isVip } = cells;
  return {
    ...(name === '' ? {} : { name }),
    ...(agentId === '' ? {} : { agentId }),
    ...(language === undefined ? {} : { language }),
    ...(isVip === true ? { isVip } : {}),
  };
}

function tooLong(line: number, field: string, text: string): readonly PolicyRefusal[] {
  return text.length <= TEXT_MAX
    ? []
    : [at(line, field, `${text.length} characters`, `at most ${TEXT_MAX} characters`)];
}

/** Where columns are mixed up, a number may stand in any cell. */
function cellShown(text: string): string {
  return show(text.replaceAll(/\+?\d[\d ().-]{4,}\d/g, maskPhone));
}

function at(line: number, field: string, value: string, allowed: string): PolicyRefusal {
  return { field: `line ${line}, ${field}`, value, allowed };
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}

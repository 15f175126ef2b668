import { formulas } from '../../lib/core/reports/formulas';
import { reportHelp } from '../../local/reports/options';
import { callbacksColumns } from '../../local/reports/tables/callbacks-table';
import { causesColumns } from '../../local/reports/tables/causes-table';
import { linesColumns } from '../../local/reports/tables/lines-table';
import { caseTable } from '../../local/reports/tables/lost-table';
import { noticesColumns } from '../../local/reports/tables/notices-table';
import { openColumns } from '../../local/reports/tables/open-table';
import { serviceColumns } from '../../local/reports/tables/service-table';
import { readText } from '../support/repository-files';

const page = readText('docs/reports.md').replaceAll(/\s+/g, ' ');

test.each(Object.entries(formulas))('the page on reports has the formulas of %s as they are printed', (_, of) => {
  expect(of.map(({ formula }) => formula).filter((formula) => !page.includes(formula))).toEqual([]);
});

test('it names every column of every report', () => {
  const rules = { nowMs: 0, isMasked: false };
  const columns = [
    ...caseTable('open', rules).columns,
    ...caseTable('processed', rules).columns,
    ...causesColumns,
    ...serviceColumns,
    ...callbacksColumns,
    ...linesColumns,
    ...noticesColumns,
    ...openColumns,
  ];
  expect(columns.map(({ key }) => key).filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
});

test('it names every option that the help names', () => {
  const options = new Set(reportHelp.match(/--[a-z]+/g));
  expect([...options].filter((option) => !page.includes(`\`${option}`))).toEqual([]);
});

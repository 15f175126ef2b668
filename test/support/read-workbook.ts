import { unzipSync } from 'fflate';

/** The cells of a sheet as they are written, row by row; a cell that is not there is missing from its row. */
export function readSheet(workbook: Uint8Array, name: string): readonly Readonly<Record<string, string>>[] {
  const files = unzipSync(workbook);
  const textOf = (path: string) => new TextDecoder().decode(files[path]);
  const names = [...textOf('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, one]) => one);
  const sheet = textOf(`xl/worksheets/sheet${names.indexOf(name) + 1}.xml`);
  return [...sheet.matchAll(/<row r="\d+">(.*?)<\/row>/g)].map(([, row = '']) =>
    Object.fromEntries(
      [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(.*?)<\/c>/g)].map(([, column = '', content = '']) => [
        column,
        unescaped(content.replaceAll(/<[^>]+>/g, '')),
      ]),
    ),
  );
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

import type { Metafile } from 'esbuild';

/** What a bundle is made of. */
export interface BundleContents {
  readonly bytes: number;
  /** Names of npm packages that left code in it, sorted. */
  readonly packages: readonly string[];
  /** Those of them that hold a client of the SDK. */
  readonly clients: readonly string[];
  /** What it loads later from beside it, as it asks for it. */
  readonly later: readonly string[];
}

/** Reads what the bundler has noted of its one output with code in it. */
export function contentsOf({ outputs }: Pick<Metafile, 'outputs'>): BundleContents {
  const [output] = Object.values(outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) return { bytes: 0, packages: [], clients: [], later: [] };
  const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const names = used.flatMap(([file]) => packageOf(file) ?? []);
  const packages = [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1));
  const later = output.imports.flatMap(({ path, external }) =>
    external === true && path.startsWith('.') ? [path] : [],
  );
  return { bytes: output.bytes, packages, clients: packages.filter(isOfClient), later: [...new Set(later)].toSorted() };
}

/** The innermost package a file belongs to. */
function packageOf(file: string): string | undefined {
  const at = file.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const [first = '', second = ''] = file.slice(at + 'node_modules/'.length).split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** The document client is a client of its own: it stands on that of DynamoDB. */
function isOfClient(name: string): boolean {
  return name.startsWith('@aws-sdk/client-') || name === documentClient;
}

const documentClient = '@aws-sdk/lib-dynamodb';

/** The source of a handler that makes the same clients and does nothing with them. `classOf` names what a package exports. */
export function emptyHandler(clients: readonly string[], classOf: (name: string) => string): string {
  const plain = clients.filter((name) => name !== documentClient);
  const made = plain.map((name) => `new ${classOf(name)}({})`);
  const wraps = clients.includes(documentClient);
  return [
    ...plain.map((name) => `import { ${classOf(name)} } from '${name}';`),
    ...(wraps ? [`import { DynamoDBDocumentClient } from '${documentClient}';`] : []),
    `const clients = [${made.join(', ')}];`,
    ...(wraps
      ? [`clients.push(DynamoDBDocumentClient.from(clients[${plain.indexOf('@aws-sdk/client-dynamodb')}]));`]
      : []),
    'export const handler = async () => clients.length;',
    '',
  ].join('\n');
}

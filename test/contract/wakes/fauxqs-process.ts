import type { FauxqsServer } from 'fauxqs' with { 'resolution-mode': 'import' };

// fauxqs is published as ES modules only, which tests cannot load, so it runs in a process of its own.

async function main(): Promise<void> {
  const { startFauxqs } = await import('fauxqs');
  const server: FauxqsServer = await startFauxqs({ port: 0, logger: false });
  process.stdout.write(`${server.port}\n`);
}

void main();

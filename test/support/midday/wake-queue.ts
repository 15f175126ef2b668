import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The line before the dispatcher, as far as its senders see it. */
export interface WakeQueue {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Answers SendMessage as SQS does, with the digest that its client insists on; the test itself starts the dispatchers. */
export async function startWakeQueue(): Promise<WakeQueue> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { MessageBody } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly MessageBody: string };
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      const digest = createHash('md5').update(MessageBody).digest('hex');
      response.end(JSON.stringify({ MessageId: digest, MD5OfMessageBody: digest }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/111122223333/dispatch.fifo`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

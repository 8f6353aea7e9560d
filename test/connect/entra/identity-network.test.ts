import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { AuthError } from '@azure/msal-node';
import { describe, expect, it } from 'vitest';
import {
  askingIdentityProvider,
  fetchNetwork,
  NOT_ANSWERED,
  requestSignal,
} from '../../../connect/entra/identity-network.ts';

const network = askingIdentityProvider(fetchNetwork);

/** Runs `work` with the address of a server on this machine. */
async function withServer(answer: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await work(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}/token`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((failure: unknown) => failure);
  if (!(error instanceof AuthError)) throw error;
  expect(error.errorCode).toBe(NOT_ANSWERED);
  return error.subError;
}

describe('asking over the network', () => {
  it('sends the form and the headers, and gives status, headers and body back', async () => {
    const asked: unknown[] = [];
    const answer: RequestListener = async (request, response) => {
      const form = Buffer.concat(await request.toArray()).toString();
      asked.push([request.method, request.headers['content-type'], form]);
      response.writeHead(400, { 'x-ms-request-id': '7' }).end('{"error":"invalid_grant"}');
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await withServer(answer, async (url) => {
      const given = await network.sendPostRequestAsync(url, { headers, body: 'a=1' });
      expect(given).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
        headers: { 'x-ms-request-id': '7' },
      });
      await network.sendGetRequestAsync(url, { headers });
    });
    expect(asked).toEqual([
      ['POST', 'application/x-www-form-urlencoded', 'a=1'],
      ['GET', 'application/x-www-form-urlencoded', ''],
    ]);
  });

  it.each([
    [503, '{}', 'HTTP 503'],
    [429, '{}', 'HTTP 429'],
    [200, '<html>Sign in to the hotel</html>', 'HTTP 200 without JSON'],
    [502, '<html>Bad gateway</html>', 'HTTP 502'],
  ])('takes %i with %s for no answer', async (status, body, reason) => {
    await withServer(
      (_, response) => void response.writeHead(status).end(body),
      async (url) => expect(await reasonOf(network.sendPostRequestAsync(url))).toBe(reason),
    );
  });

  it('names what the system says when nobody listens', async () => {
    let gone = '';
    await withServer(
      (_, response) => void response.end(),
      async (url) => {
        gone = url;
      },
    );
    expect(await reasonOf(network.sendGetRequestAsync(gone))).toBe('ECONNREFUSED');
  });

  it('ends a request when the signal of its scope is raised', async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    const hang: RequestListener = (request) => {
      request.socket.once('close', () => closed.resolve());
      controller.abort();
    };
    await withServer(hang, async (url) => {
      await expect(requestSignal.run(controller.signal, () => network.sendGetRequestAsync(url))).rejects.toThrow();
      await closed.promise;
    });
  });
});

import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { createServer, type TLSSocket } from 'node:tls';
import { MESSAGE_TYPE, MessageReader, toPackets } from './packets.ts';

/** `on` encrypts from the login on; `strict` (TDS 8.0) before the first word. */
export type Encryption = 'off' | 'on' | 'strict';

/** Made for `localhost` and 127.0.0.1 until 2120 and known to nobody; as an authority it vouches for itself. */
export function localhostCertificate(): string {
  return readFileSync(join(import.meta.dirname, 'localhost.cert.pem'), 'utf8');
}

/**
 * The encrypted side of a connection, once the client is content with the certificate.
 *
 * @throws {Error} the client is not, or has gone.
 */
export function encrypt(socket: Socket, encryption: 'on' | 'strict'): Promise<TLSSocket> {
  const identity = {
    key: readFileSync(join(import.meta.dirname, 'localhost.key.pem'), 'utf8'),
    cert: localhostCertificate(),
  };
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  // Handshakes inside TDS packets are defined up to TLS 1.2; later ones go on after both sides think they are done.
  const server = createServer(
    encryption === 'on' ? { ...identity, maxVersion: 'TLSv1.2' } : { ...identity, ALPNProtocols: ['tds/8.0'] },
  );
  server.once('secureConnection', resolve);
  server.once('tlsClientError', reject);
  server.emit('connection', encryption === 'on' ? handshakeInPackets(socket) : socket);
  return promise;
}

/** Wraps what is sent in pre-login packets, until the client stops doing so: the handshake is over then. */
function handshakeInPackets(socket: Socket): Duplex {
  const reader = new MessageReader();
  let isWrapped = true;
  const send = (bytes: Buffer, sent: () => void): void => {
    socket.write(isWrapped ? toPackets(MESSAGE_TYPE.prelogin, bytes, bytes.length + 8, 'complete') : bytes, sent);
  };
  const wire = new Duplex({
    read() {},
    write: (bytes: Buffer, _, sent) => send(bytes, sent),
    // The client expects one message for each of its own, so what is written at once has to stay together.
    writev: (pieces, sent) => send(Buffer.concat(pieces.map(({ chunk }) => chunk)), sent),
  });
  socket.on('data', (bytes) => {
    if (isWrapped && reader.isBetweenMessages && bytes[0] !== MESSAGE_TYPE.prelogin) isWrapped = false;
    if (!isWrapped) wire.push(bytes);
    else for (const { payload } of reader.push(bytes)) wire.push(payload);
  });
  socket.on('close', () => wire.destroy());
  return wire;
}

import { connect, createServer, type Socket } from 'node:net';

/**
 * `node bench/bulk-end-relay.ts <host> <port>`: passes TDS on, unencrypted, and ends each bulk load with a DONE token.
 * FreeTDS sends none; SQL Server does not miss it, Babelfish refuses the whole load. Prints its port; ends with its input.
 */
const [host = '', port = ''] = process.argv.slice(2);
const HEADER_BYTES = 8;
const BULK = 0x07;
const LAST = 0x01;
const DONE_TOKEN = 0xfd;
const DONE_BYTES = 13;

/** A packet of its own, which counts the one before it on by one. */
function donePacket(previous: number): Buffer {
  const packet = Buffer.alloc(HEADER_BYTES + DONE_BYTES);
  packet.writeUInt8(BULK, 0);
  packet.writeUInt8(LAST, 1);
  packet.writeUInt16BE(packet.length, 2);
  packet.writeUInt8((previous + 1) & 0xff, 6);
  packet.writeUInt8(DONE_TOKEN, HEADER_BYTES);
  return packet;
}

function endsWithDone(body: Buffer): boolean {
  return body.length >= DONE_BYTES && body[body.length - DONE_BYTES] === DONE_TOKEN;
}

/** Follows the packets of one direction, whatever pieces they come in; what it returns goes to the server. */
function createPacketFilter(): (piece: Buffer) => readonly Buffer[] {
  let rest = Buffer.alloc(0);
  return (piece) => {
    const data = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const out: Buffer[] = [];
    let start = 0;
    let at = 0;
    while (at + HEADER_BYTES <= data.length && at + data.readUInt16BE(at + 2) <= data.length) {
      const end = at + data.readUInt16BE(at + 2);
      if (data[at] === BULK && data.readUInt8(at + 1) === LAST && !endsWithDone(data.subarray(at, end))) {
        data.writeUInt8(0, at + 1);
        out.push(data.subarray(start, end), donePacket(data.readUInt8(at + 6)));
        start = end;
      }
      at = end;
    }
    if (at > start) out.push(data.subarray(start, at));
    rest = Buffer.from(data.subarray(at));
    return out;
  };
}

function relay(client: Socket): void {
  const server = connect(Number(port), host);
  const filter = createPacketFilter();
  for (const socket of [client, server]) socket.setNoDelay(true);
  client.on('data', (piece) => {
    server.cork();
    for (const part of filter(piece)) server.write(part);
    server.uncork();
    if (server.writableNeedDrain) client.pause();
  });
  server.on('drain', () => client.resume());
  server.pipe(client);
  client.on('end', () => server.end());
  // Whoever loses the connection says so itself; here only the other side has to learn of it.
  client.on('error', () => server.destroy());
  server.on('error', () => client.destroy());
}

const listener = createServer(relay);
listener.listen(0, '127.0.0.1', () => console.log(JSON.stringify(listener.address())));
process.stdin.on('end', () => process.exit()).resume();

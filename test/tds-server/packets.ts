/** What the first byte of a packet says the message is. */
export const MESSAGE_TYPE = {
  batch: 0x01,
  rpc: 0x03,
  answer: 0x04,
  attention: 0x06,
  bulk: 0x07,
  transaction: 0x0e,
  login: 0x10,
  prelogin: 0x12,
} as const;

/** What is sent in packets of any number, the last of which says that it is the last. */
export interface Message {
  readonly type: number;
  readonly payload: Buffer;
  /** The sender took the message back while sending it: the payload is cut off somewhere. */
  readonly isWithdrawn: boolean;
}

const HEADER_BYTES = 8;
const LAST = 0x01;
const IGNORE = 0x02;

/** Puts messages together from bytes that arrive in pieces of any size. */
export class MessageReader {
  #unread = Buffer.alloc(0);
  #payloads: Buffer[] = [];

  get isBetweenMessages(): boolean {
    return this.#unread.length === 0 && this.#payloads.length === 0;
  }

  /** The messages that these bytes complete. */
  push(bytes: Buffer): readonly Message[] {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    const messages: Message[] = [];
    for (let packet = this.#nextPacket(); packet !== undefined; packet = this.#nextPacket()) {
      const status = packet.readUInt8(1);
      this.#payloads.push(packet.subarray(HEADER_BYTES));
      if ((status & LAST) === 0) continue;
      const payload = Buffer.concat(this.#payloads);
      messages.push({ type: packet.readUInt8(0), payload, isWithdrawn: (status & IGNORE) !== 0 });
      this.#payloads = [];
    }
    return messages;
  }

  #nextPacket(): Buffer | undefined {
    if (this.#unread.length < HEADER_BYTES) return undefined;
    const length = this.#unread.readUInt16BE(2);
    if (length < HEADER_BYTES) throw new RangeError(`A packet says that it is ${length} bytes long.`);
    if (this.#unread.length < length) return undefined;
    const packet = this.#unread.subarray(0, length);
    this.#unread = this.#unread.subarray(length);
    return packet;
  }
}

/** A message as packets. One that is unfinished can go on in later packets; nothing at all needs none. */
export function toPackets(
  type: number,
  payload: Buffer,
  packetSize: number,
  extent: 'complete' | 'unfinished',
): Buffer {
  const room = packetSize - HEADER_BYTES;
  const count = Math.max(Math.ceil(payload.length / room), extent === 'complete' ? 1 : 0);
  const packets = Array.from({ length: count }, (_, index) => {
    const part = payload.subarray(index * room, (index + 1) * room);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(type, 0);
    header.writeUInt8(extent === 'complete' && index === count - 1 ? LAST : 0, 1);
    header.writeUInt16BE(HEADER_BYTES + part.length, 2);
    header.writeUInt8((index + 1) % 256, 6);
    return Buffer.concat([header, part]);
  });
  return Buffer.concat(packets);
}

/** Integers are little-endian and text is UTF-16 in TDS, but for packet headers and the pre-login answer. */
export function uint8(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  return unsigned(BigInt(value), 4);
}

export function uint64(value: bigint): Buffer {
  return unsigned(value, 8);
}

/** A whole number of any width, lowest byte first. */
export function unsigned(value: bigint, width: number): Buffer {
  return Buffer.from(Array.from({ length: width }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn)));
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

/** Text that tells its length, in characters, in one byte. */
export function shortText(text: string): Buffer {
  return Buffer.concat([uint8(text.length), utf16(text)]);
}

/** Text that tells its length, in characters, in two bytes. */
export function longText(text: string): Buffer {
  return Buffer.concat([uint16(text.length), utf16(text)]);
}

/** Reads from front to back. Throws a RangeError at the end of the bytes. */
export class ByteReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  take(length: number): Buffer {
    const end = this.#offset + length;
    if (end > this.#bytes.length) {
      throw new RangeError(`${length} bytes are wanted at ${this.#offset}, but only ${this.#bytes.length} came.`);
    }
    const taken = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return taken;
  }

  unsigned(width: number): bigint {
    return this.take(width).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }

  uint8(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16LE();
  }

  uint32(): number {
    return this.take(4).readUInt32LE();
  }

  utf16(characters: number): string {
    return this.take(2 * characters).toString('utf16le');
  }

  shortText(): string {
    return this.utf16(this.uint8());
  }

  rest(): Buffer {
    return this.take(this.#bytes.length - this.#offset);
  }
}

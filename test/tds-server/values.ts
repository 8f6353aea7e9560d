import { ByteReader } from './bytes.ts';
import type { Value } from './columns.ts';
import { DAY_MS, EPOCH_DAYS, MAX_NULL, NO_LENGTH, TYPE_ID } from './type-info.ts';

export type ReadValue = (reader: ByteReader) => Value;

/**
 * Reads how a parameter or a bulk column is typed, and tells how its values are read. Binary values come as hex digits.
 *
 * @throws {TypeError} a type that no test has needed yet.
 */
export function readType(reader: ByteReader): ReadValue {
  const id = reader.uint8();
  switch (id) {
    case TYPE_ID.int:
      reader.uint8();
      return sized(integer);
    case TYPE_ID.bit:
      reader.uint8();
      return sized((bytes) => bytes.readUInt8() !== 0);
    case TYPE_ID.float:
      reader.uint8();
      return sized((bytes) => (bytes.length === 4 ? bytes.readFloatLE() : bytes.readDoubleLE()));
    case TYPE_ID.decimal:
    case TYPE_ID.numeric: {
      reader.take(2);
      const scale = reader.uint8();
      return sized((bytes) => decimal(bytes, scale));
    }
    case TYPE_ID.date:
      return sized(day);
    case TYPE_ID.datetime2: {
      const scale = reader.uint8();
      return sized((bytes) => moment(bytes, scale));
    }
    case TYPE_ID.varchar:
    case TYPE_ID.nvarchar: {
      const maxLength = reader.uint16();
      reader.take(5);
      return long(maxLength, (bytes) => bytes.toString(id === TYPE_ID.varchar ? 'latin1' : 'utf16le'));
    }
    case TYPE_ID.varbinary:
      return long(reader.uint16(), (bytes) => bytes.toString('hex'));
    default:
      throw new TypeError(`The scripted server cannot read values of the type 0x${id.toString(16)}.`);
  }
}

/** A value that begins with its length in one byte, 0 for null. */
function sized(decode: (bytes: Buffer) => Value): ReadValue {
  return (reader) => {
    const length = reader.uint8();
    return length === 0 ? null : decode(reader.take(length));
  };
}

/** A value that begins with its length in two bytes or, of a `max` type, comes in chunks. */
function long(maxLength: number, decode: (bytes: Buffer) => Value): ReadValue {
  if (maxLength === NO_LENGTH) return (reader) => inChunks(reader, decode);
  return (reader) => {
    const length = reader.uint16();
    return length === NO_LENGTH ? null : decode(reader.take(length));
  };
}

function inChunks(reader: ByteReader, decode: (bytes: Buffer) => Value): Value {
  if (reader.unsigned(8) === MAX_NULL) return null;
  const chunks: Buffer[] = [];
  for (let length = reader.uint32(); length > 0; length = reader.uint32()) chunks.push(reader.take(length));
  return decode(Buffer.concat(chunks));
}

function integer(bytes: Buffer): Value {
  switch (bytes.length) {
    case 1:
      return bytes.readUInt8();
    case 2:
      return bytes.readInt16LE();
    case 4:
      return bytes.readInt32LE();
    default:
      return bytes.readBigInt64LE();
  }
}

function decimal(bytes: Buffer, scale: number): string {
  const reader = new ByteReader(bytes);
  const sign = reader.uint8() === 0 ? '-' : '';
  const digits = `${reader.unsigned(bytes.length - 1)}`.padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`;
}

function day(bytes: Buffer): string {
  const days = Number(new ByteReader(bytes).unsigned(3)) - EPOCH_DAYS;
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

function moment(bytes: Buffer, scale: number): string {
  const reader = new ByteReader(bytes);
  const ticks = reader.unsigned(bytes.length - 3);
  const perSecond = 10n ** BigInt(scale);
  const clock = new Date(Number(ticks / perSecond) * 1000).toISOString().slice(11, 19);
  const fraction = scale === 0 ? '' : `.${`${ticks % perSecond}`.padStart(scale, '0')}`;
  return `${day(reader.rest())}T${clock}${fraction}`;
}

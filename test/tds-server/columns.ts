import { uint8, uint16, uint32, uint64, unsigned, utf16 } from './bytes.ts';
import { COLLATION, DAY_MS, EPOCH_DAYS, MAX_NULL, NO_LENGTH, TYPE_ID } from './type-info.ts';

/** Decimals, dates and times are text (`-1.50`, `2018-01-31`, `2018-01-31T23:59:59.997`), so that none loses a digit. */
export type Value = string | number | bigint | boolean | null;

/** A column of a result set. */
export interface Column {
  readonly name: string;
  /** How the client is told the type. */
  readonly typeInfo: Buffer;
  /** @throws {TypeError} the column cannot hold the value. */
  encode(value: Value): Buffer;
}

export function int(name: string): Column {
  return sized(name, uint8(TYPE_ID.int, 4), (value) => {
    if (typeof value !== 'number') throw unfit(name, value);
    return unsigned(BigInt.asUintN(32, BigInt(value)), 4);
  });
}

export function bigint(name: string): Column {
  return sized(name, uint8(TYPE_ID.int, 8), (value) => {
    if (typeof value !== 'bigint') throw unfit(name, value);
    return uint64(BigInt.asUintN(64, value));
  });
}

export function bit(name: string): Column {
  return sized(name, uint8(TYPE_ID.bit, 1), (value) => {
    if (typeof value !== 'boolean') throw unfit(name, value);
    return uint8(value ? 1 : 0);
  });
}

export function decimal(name: string, precision: number, scale: number): Column {
  const width = precision <= 9 ? 4 : precision <= 19 ? 8 : precision <= 28 ? 12 : 16;
  return sized(name, uint8(TYPE_ID.decimal, width + 1, precision, scale), (value) => {
    const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
    const fraction = parts?.[3] ?? '';
    if (parts === null || fraction.length > scale) throw unfit(name, value);
    const magnitude = BigInt(`${parts[2]}${fraction.padEnd(scale, '0')}`);
    return Buffer.concat([uint8(parts[1] === '-' ? 0 : 1), unsigned(magnitude, width)]);
  });
}

export function date(name: string): Column {
  return sized(name, uint8(TYPE_ID.date), (value) => dayBytes(name, value, String(value)));
}

export function datetime2(name: string, scale: number): Column {
  const width = scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
  return sized(name, uint8(TYPE_ID.datetime2, scale), (value) => {
    const parts = /^(\S+)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?$/.exec(String(value));
    const fraction = parts?.[5] ?? '';
    if (parts === null || fraction.length > scale) throw unfit(name, value);
    const seconds = (Number(parts[2]) * 60 + Number(parts[3])) * 60 + Number(parts[4]);
    const ticks = BigInt(`${seconds}${fraction.padEnd(scale, '0')}`);
    return Buffer.concat([unsigned(ticks, width), dayBytes(name, value, `${parts[1]}`)]);
  });
}

/** Up to `maxLength` characters, 4000 at most. */
export function nvarchar(name: string, maxLength: number): Column {
  const typeInfo = Buffer.concat([uint8(TYPE_ID.nvarchar), uint16(2 * maxLength), COLLATION]);
  return {
    name,
    typeInfo,
    encode(value) {
      if (value === null) return uint16(NO_LENGTH);
      if (typeof value !== 'string' || value.length > maxLength) throw unfit(name, value);
      return Buffer.concat([uint16(2 * value.length), utf16(value)]);
    },
  };
}

/** `nvarchar(max)`, which is sent in chunks. */
export function nvarcharMax(name: string): Column {
  const typeInfo = Buffer.concat([uint8(TYPE_ID.nvarchar), uint16(NO_LENGTH), COLLATION]);
  return {
    name,
    typeInfo,
    encode(value) {
      if (value === null) return uint64(MAX_NULL);
      if (typeof value !== 'string') throw unfit(name, value);
      const bytes = utf16(value);
      const chunk = bytes.length === 0 ? [] : [uint32(bytes.length), bytes];
      return Buffer.concat([uint64(BigInt(bytes.length)), ...chunk, uint32(0)]);
    },
  };
}

/** A type whose values begin with their length in one byte, 0 for null. */
function sized(name: string, typeInfo: Buffer, encode: (value: Exclude<Value, null>) => Buffer): Column {
  return {
    name,
    typeInfo,
    encode(value) {
      if (value === null) return uint8(0);
      const bytes = encode(value);
      return Buffer.concat([uint8(bytes.length), bytes]);
    },
  };
}

function dayBytes(name: string, value: Value, day: string): Buffer {
  const days = Date.parse(`${day}T00:00:00Z`) / DAY_MS + EPOCH_DAYS;
  if (!Number.isInteger(days)) throw unfit(name, value);
  return unsigned(BigInt(days), 3);
}

function unfit(name: string, value: Value): TypeError {
  return new TypeError(`Column "${name}" of the answer cannot hold ${JSON.stringify(String(value))}.`);
}

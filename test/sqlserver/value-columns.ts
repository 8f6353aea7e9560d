import { uint8, uint16, uint32, unsigned } from '../tds-server/bytes.ts';
import type { Column } from '../tds-server/columns.ts';

/** `money`, given with its four decimals: a whole number of eight bytes, the upper four first. */
export function money(name: string): Column {
  return {
    name,
    typeInfo: uint8(0x6e, 8),
    encode(value) {
      if (value === null) return uint8(0);
      const units = BigInt.asUintN(64, BigInt(String(value).replace('.', '')));
      return Buffer.concat([uint8(8), uint32(Number(units >> 32n)), uint32(Number(units & 0xffff_ffffn))]);
    },
  };
}

/** `varbinary`, given as hexadecimal digits. */
export function varbinary(name: string, maxLength: number): Column {
  return {
    name,
    typeInfo: Buffer.concat([uint8(0xa5), uint16(maxLength)]),
    encode(value) {
      if (value === null) return uint16(0xffff);
      const bytes = Buffer.from(String(value), 'hex');
      return Buffer.concat([uint16(bytes.length), bytes]);
    },
  };
}

/** `float`, of eight bytes. */
export function float(name: string): Column {
  return {
    name,
    typeInfo: uint8(0x6d, 8),
    encode(value) {
      if (value === null) return uint8(0);
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(Number(value));
      return Buffer.concat([uint8(8), bytes]);
    },
  };
}

/** `datetime`, given as days since 1900-01-01 and 1/300 s, both whole, with a blank between them. */
export function datetime(name: string): Column {
  return {
    name,
    typeInfo: uint8(0x6f, 8),
    encode(value) {
      if (value === null) return uint8(0);
      const [days = 0, ticks = 0] = String(value).split(' ').map(Number);
      return Buffer.concat([uint8(8), unsigned(BigInt(days), 4), unsigned(BigInt(ticks), 4)]);
    },
  };
}

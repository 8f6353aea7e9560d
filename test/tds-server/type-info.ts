/** The bytes that stand for types on the wire; each is the kind that can be null. */
export const TYPE_ID = {
  int: 0x26,
  date: 0x28,
  datetime2: 0x2a,
  bit: 0x68,
  decimal: 0x6a,
  numeric: 0x6c,
  float: 0x6d,
  varbinary: 0xa5,
  varchar: 0xa7,
  nvarchar: 0xe7,
} as const;

/** SQL_Latin1_General_CP1_CI_AS, what a server has unless told otherwise. */
export const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

/** As the length of a type it says `max`; as the length of a value, null. */
export const NO_LENGTH = 0xffff;

/** As the length of a `max` value. */
export const MAX_NULL = 0xffff_ffff_ffff_ffffn;

/** Days from 0001-01-01, where the server counts from, to 1970-01-01. */
export const EPOCH_DAYS = 719_162;
export const DAY_MS = 86_400_000;

import { longText, shortText, uint8, uint16, uint32, uint64 } from './bytes.ts';
import type { Column, Value } from './columns.ts';
import { COLLATION } from './type-info.ts';

/** The bits of a DONE token that this server sets. */
export const DONE_STATUS = { final: 0x00, more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const;

/** A statement's end in a batch, a statement's end in a procedure, and the procedure's own end. */
export type DoneKind = 'done' | 'done-in-procedure' | 'done-procedure';

const DONE_TOKEN: Readonly<Record<DoneKind, number>> = {
  done: 0xfd,
  'done-in-procedure': 0xff,
  'done-procedure': 0xfe,
};

export function doneToken(kind: DoneKind, status: number, count = 0): Buffer {
  return Buffer.concat([uint8(DONE_TOKEN[kind]), uint16(status), uint16(0), uint64(BigInt(count))]);
}

export interface ServerError {
  readonly number: number;
  readonly message: string;
  readonly state: number;
  /** 11 to 16 are the statement's own fault; from 20 on a server closes the connection. */
  readonly class: number;
}

export function errorToken(error: ServerError): Buffer {
  const content = [
    uint32(error.number),
    uint8(error.state, error.class),
    longText(error.message),
    shortText('scripted'),
    shortText(''),
    uint32(1),
  ];
  return counted(0xaa, content);
}

const ENVIRONMENT = {
  database: 1,
  packetSize: 4,
  collation: 7,
  begin: 8,
  commit: 9,
  rollback: 10,
} as const;

export function textChange(what: 'database' | 'packetSize', now: string, before: string): Buffer {
  return counted(0xe3, [uint8(ENVIRONMENT[what]), shortText(now), shortText(before)]);
}

export function collationChange(): Buffer {
  return counted(0xe3, [uint8(ENVIRONMENT.collation, COLLATION.length), COLLATION, uint8(0)]);
}

/** Tells the client which transaction its requests are in from now on; it names it in each of them. */
export function transactionChange(what: 'begin' | 'commit' | 'rollback', transaction: bigint): Buffer {
  const descriptor = [uint8(8), uint64(transaction)];
  const none = [uint8(0)];
  const values = what === 'begin' ? [...descriptor, ...none] : [...none, ...descriptor];
  return counted(0xe3, [uint8(ENVIRONMENT[what]), ...values]);
}

/** The version goes back as the client asked for it, highest byte first here. */
export function loginAckToken(tdsVersion: number): Buffer {
  const version = uint32(tdsVersion).reverse();
  return counted(0xad, [uint8(1), version, shortText('Microsoft SQL Server'), uint8(16, 0, 0x10, 0x00)]);
}

/** Acknowledges a federated login, which has nothing more to say when it came with a token. */
export function tokenLoginAck(): Buffer {
  return Buffer.concat([uint8(0xae, 0x02), uint32(0), uint8(0xff)]);
}

export function columnsToken(columns: readonly Column[]): Buffer {
  const isNullable = uint16(0x01);
  const described = columns.flatMap(({ name, typeInfo }) => [uint32(0), isNullable, typeInfo, shortText(name)]);
  return Buffer.concat([uint8(0x81), uint16(columns.length), ...described]);
}

export function rowToken(columns: readonly Column[], row: readonly Value[]): Buffer {
  if (row.length !== columns.length) {
    throw new RangeError(`A row has ${row.length} values for ${columns.length} columns.`);
  }
  return Buffer.concat([uint8(0xd1), ...columns.map((column, index) => column.encode(row[index] ?? null))]);
}

export function returnStatusToken(status: number): Buffer {
  return Buffer.concat([uint8(0x79), uint32(status)]);
}

function counted(token: number, content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([uint8(token), uint16(body.length), body]);
}

import { ByteReader } from './bytes.ts';
import type { Value } from './columns.ts';
import { MESSAGE_TYPE, type Message } from './packets.ts';
import { type ReadValue, readType } from './values.ts';

/** Text of statements as the client wrote it. */
export type Request =
  | { readonly kind: 'batch'; readonly sql: string; readonly transaction: bigint }
  | RemoteCall
  | BulkRows
  | {
      readonly kind: 'transaction';
      readonly action: 'begin' | 'commit' | 'rollback' | 'save';
      readonly transaction: bigint;
    }
  | { readonly kind: 'attention' }
  /** Taken back by the client before it was sent in full. */
  | { readonly kind: 'withdrawn'; readonly bytes: number };

export interface RemoteCall {
  readonly kind: 'rpc';
  /** The statement given to `sp_executesql`, or the name of any other procedure. */
  readonly sql: string;
  /** Those of the statement or procedure; names begin with `@`. */
  readonly parameters: readonly Parameter[];
  /** The transaction that the client believes to be in, as `begun` named it; 0 for none. */
  readonly transaction: bigint;
}

export interface Parameter {
  readonly name: string;
  readonly value: Value;
}

export interface BulkRows {
  readonly kind: 'bulk';
  /** The `insert bulk` statement that announced the rows. */
  readonly sql: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly bytes: number;
}

/** @throws {TypeError} the message, or a value in it, is of a kind that this server does not know. */
export function parseRequest(message: Message, lastSql: string): Request {
  if (message.isWithdrawn) return { kind: 'withdrawn', bytes: message.payload.length };
  const reader = new ByteReader(message.payload);
  switch (message.type) {
    case MESSAGE_TYPE.batch: {
      const transaction = readHeaders(reader);
      return { kind: 'batch', sql: reader.rest().toString('utf16le'), transaction };
    }
    case MESSAGE_TYPE.rpc:
      return readCall(reader);
    case MESSAGE_TYPE.bulk:
      return readRows(reader, lastSql, message.payload.length);
    case MESSAGE_TYPE.transaction: {
      const transaction = readHeaders(reader);
      return { kind: 'transaction', action: readAction(reader), transaction };
    }
    default:
      throw new TypeError(`The scripted server does not know messages of the type 0x${message.type.toString(16)}.`);
  }
}

const TRANSACTION_HEADER = 2;

/** The transaction named in the headers before a request. */
function readHeaders(reader: ByteReader): bigint {
  const headers = new ByteReader(reader.take(reader.uint32() - 4));
  while (!headers.isAtEnd) {
    const header = new ByteReader(headers.take(headers.uint32() - 4));
    if (header.uint16() === TRANSACTION_HEADER) return header.unsigned(8);
  }
  return 0n;
}

const BY_NUMBER = 0xffff;
const EXECUTE_SQL_NUMBER = 10;
const EXECUTE_SQL = 'sp_executesql';

function readCall(reader: ByteReader): RemoteCall {
  const transaction = readHeaders(reader);
  const nameLength = reader.uint16();
  const number = nameLength === BY_NUMBER ? reader.uint16() : null;
  const named = number === null ? reader.utf16(nameLength) : `procedure ${number}`;
  const procedure = number === EXECUTE_SQL_NUMBER ? EXECUTE_SQL : named;
  reader.uint16();
  const parameters: Parameter[] = [];
  while (!reader.isAtEnd) {
    const name = reader.shortText();
    reader.uint8();
    parameters.push({ name, value: readType(reader)(reader) });
  }
  if (procedure !== EXECUTE_SQL) return { kind: 'rpc', sql: procedure, parameters, transaction };
  // The statement and the declaration of its parameters are parameters themselves.
  return { kind: 'rpc', sql: String(parameters[0]?.value), parameters: parameters.slice(2), transaction };
}

const COLUMNS_TOKEN = 0x81;
const ROW_TOKEN = 0xd1;

function readRows(reader: ByteReader, sql: string, bytes: number): BulkRows {
  if (reader.uint8() !== COLUMNS_TOKEN) throw new TypeError('Bulk rows do not begin with their columns.');
  const columns: { readonly name: string; readonly read: ReadValue }[] = [];
  for (let left = reader.uint16(); left > 0; left--) {
    reader.take(6);
    const read = readType(reader);
    columns.push({ name: reader.shortText(), read });
  }
  const rows: (readonly Value[])[] = [];
  while (reader.uint8() === ROW_TOKEN) rows.push(columns.map(({ read }) => read(reader)));
  return { kind: 'bulk', sql, columns: columns.map(({ name }) => name), rows, bytes };
}

const ACTIONS = [
  [5, 'begin'],
  [7, 'commit'],
  [8, 'rollback'],
  [9, 'save'],
] as const;

function readAction(reader: ByteReader): 'begin' | 'commit' | 'rollback' | 'save' {
  const number = reader.uint16();
  const action = ACTIONS.find(([known]) => known === number)?.[1];
  if (action === undefined) throw new TypeError(`The scripted server does not know the transaction request ${number}.`);
  return action;
}

import type { Column, Value } from './columns.ts';
import {
  columnsToken,
  DONE_STATUS,
  type DoneKind,
  doneToken,
  errorToken,
  returnStatusToken,
  rowToken,
  type ServerError,
  transactionChange,
} from './tokens.ts';

/**
 * What a script says to a request: parts in the order in which they are sent. A part that ends the answer (`silence`,
 * the drops) comes last. An answer that does not end itself ends as it should; `[]` says that all went well.
 */
export type Answer = Part | readonly Part[];

type Part = Content | Ending;

type Content =
  | { readonly kind: 'rows'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Value[])[] }
  | { readonly kind: 'done'; readonly count: number }
  | { readonly kind: 'failure'; readonly error: ServerError }
  | { readonly kind: 'transaction'; readonly event: 'begin' | 'commit' | 'rollback'; readonly transaction: bigint };

/** How a connection breaks: closed in order, or reset as by a machine that knows nothing of it. */
export type Breakage = 'close' | 'reset';

/** How an answer ends, which need not be how a server that works would end it. */
export type Ending =
  | { readonly kind: 'complete' }
  | { readonly kind: 'silence'; readonly honoursAttention: boolean }
  | { readonly kind: 'drop'; readonly afterBytes: number; readonly breakage: Breakage };

/** A result set. Directly before `failure` it is one that broke off. */
export function rows(columns: readonly Column[], values: readonly (readonly Value[])[]): Part {
  return { kind: 'rows', columns, rows: values };
}

/** A statement that touched so many rows. */
export function done(count: number): Part {
  return { kind: 'done', count };
}

/** An error, which ends its statement. From class 20 on a real server drops the connection after it. */
export function failure(
  number: number,
  message: string,
  details: { readonly state?: number; readonly class?: number } = {},
): Part {
  return { kind: 'failure', error: { number, message, state: 1, class: 16, ...details } };
}

/** A transaction began, and the client is to name it in its requests. Not 0. */
export function begun(transaction: bigint): Part {
  return { kind: 'transaction', event: 'begin', transaction };
}

export function committed(transaction: bigint): Part {
  return { kind: 'transaction', event: 'commit', transaction };
}

/** A transaction is gone, because the client wished so or, before a `failure`, because the server did. */
export function rolledBack(transaction: bigint): Part {
  return { kind: 'transaction', event: 'rollback', transaction };
}

/** What stands before it is sent, and then nothing more until the client cancels. */
export function silence(): Part {
  return { kind: 'silence', honoursAttention: true };
}

/** As `silence`, of a server that does not even acknowledge that the client cancels. */
export function deafSilence(): Part {
  return { kind: 'silence', honoursAttention: false };
}

/** The connection breaks without a word. Whether the request was executed is the script's to decide. */
export function dropBefore(breakage: Breakage = 'close'): Part {
  return dropAfterBytes(0, breakage);
}

/** The connection breaks after so many bytes of the answer that stands before it, packet headers included. */
export function dropAfterBytes(afterBytes: number, breakage: Breakage = 'close'): Part {
  return { kind: 'drop', afterBytes, breakage };
}

/** The connection breaks when the answer that stands before it is sent in full. */
export function dropAfter(breakage: Breakage = 'close'): Part {
  return dropAfterBytes(Number.POSITIVE_INFINITY, breakage);
}

export interface EncodedAnswer {
  /** Of a silence, all that was to be sent before it; of anything else the complete answer. */
  readonly payload: Buffer;
  readonly ending: Ending;
}

/** Answers to remote calls are framed as a procedure's. */
export function encodeAnswer(answer: Answer, frame: 'batch' | 'procedure'): EncodedAnswer {
  const parts = [answer].flat();
  const contents = parts.filter(isContent);
  const ending = parts.find((part) => !isContent(part)) ?? { kind: 'complete' };
  const statementEnd = frame === 'batch' ? 'done' : 'done-in-procedure';
  const tokens = contents.flatMap((part, index) => {
    const isLast = frame === 'batch' && index === contents.length - 1 && ending.kind !== 'silence';
    const isBrokenOff = contents[index + 1]?.kind === 'failure';
    return encodePart(part, statementEnd, isBrokenOff, isLast ? DONE_STATUS.final : DONE_STATUS.more);
  });
  if (ending.kind === 'silence') return { payload: Buffer.concat(tokens), ending };
  return { payload: Buffer.concat([...tokens, ...closingTokens(contents, frame)]), ending };
}

function isContent(part: Part | { readonly kind: 'complete' }): part is Content {
  return part.kind !== 'complete' && part.kind !== 'silence' && part.kind !== 'drop';
}

function encodePart(part: Content, end: DoneKind, isBrokenOff: boolean, more: number): readonly Buffer[] {
  switch (part.kind) {
    case 'rows': {
      const set = [columnsToken(part.columns), ...part.rows.map((row) => rowToken(part.columns, row))];
      return isBrokenOff ? set : [...set, doneToken(end, DONE_STATUS.count | more, part.rows.length)];
    }
    case 'done':
      return [doneToken(end, DONE_STATUS.count | more, part.count)];
    case 'failure':
      return [errorToken(part.error), doneToken(end, DONE_STATUS.error | more)];
    case 'transaction':
      return [transactionChange(part.event, part.transaction)];
  }
}

/** What the last part leaves to be said. */
function closingTokens(contents: readonly Content[], frame: 'batch' | 'procedure'): readonly Buffer[] {
  if (frame === 'procedure') {
    const hasFailed = contents.some(({ kind }) => kind === 'failure');
    const end = doneToken('done-procedure', hasFailed ? DONE_STATUS.error : DONE_STATUS.final);
    return [returnStatusToken(0), end];
  }
  const last = contents.at(-1);
  return last === undefined || last.kind === 'transaction' ? [doneToken('done', DONE_STATUS.final)] : [];
}

import type { ProblemCode } from '../../core/chunk.ts';

/** What a parser gives instead of a value. Returned, not thrown: dirty files have millions of them. */
export interface ParseFailure {
  readonly code: ProblemCode;
  readonly detail: string;
}

const MAX_QUOTED_CHARACTERS = 60;

/** The value in quotes, short enough for one line of a report. */
export function quoteValue(text: string): string {
  const short = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text;
  return `"${short.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\0', '\\0').toWellFormed()}"`;
}

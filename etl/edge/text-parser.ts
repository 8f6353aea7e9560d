import type { ContractColumn } from '../../core/contract.ts';
import type { ParseFailure } from './parse-failure.ts';

const notStorable: ParseFailure = {
  code: 'malformed_row',
  detail: 'holds a NUL character or half a surrogate pair, which no warehouse keeps faithfully',
};

/**
 * `maxLength` counts UTF-16 code units, as `nvarchar` does. NUL and lone surrogates are refused: one ends
 * the text early in many tools, the other cannot be written as UTF-8, so neither would arrive as it was sent.
 */
export function compileTextParser(column: ContractColumn): (text: string) => string | ParseFailure {
  const maxLength = column.maxLength ?? Number.POSITIVE_INFINITY;
  return (text) => {
    if (text.length > maxLength) {
      return { code: 'too_long', detail: `has ${text.length} characters, more than ${maxLength}` };
    }
    return text.includes('\0') || !text.isWellFormed() ? notStorable : text;
  };
}

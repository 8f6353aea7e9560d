import { describe, expect, it } from 'vitest';
import { tokenize } from '../../dwh/tsql/lexer.ts';

const SPLITS: readonly (readonly [title: string, sql: string, tokens: readonly string[]])[] = [
  ['a doubled quote stays inside its string', "'it''s' x", ["string:it's", 'word:x']],
  ['a national string loses its prefix', "N'it''s'", ["string:it's"]],
  ['a word that ends in N does not take the string', "ON'a'", ['word:ON', 'string:a']],
  ['a doubled bracket stays inside its name', '[a]]b].[c]', ['delimited:a]b', 'symbol:.', 'delimited:c']],
  ['a doubled double quote stays inside its name', '"a""b"', ['delimited:a"b']],
  ['a parameter inside a string is text', "'@p' @p", ['string:@p', 'parameter:p']],
  ['a keyword inside a comment is nothing', 'a -- FROM x\nb /* GO */ c', ['word:a', 'word:b', 'word:c']],
  ['block comments nest', 'a /* b /* c */ d */ e', ['word:a', 'word:e']],
  ['a comment inside a string is text', "'a -- b /* c */'", ['string:a -- b /* c */']],
  ['a quote inside a comment opens nothing', "a -- it's\nb", ['word:a', 'word:b']],
  [
    'operators are read whole',
    'a<>b<=c||d::e',
    'word:a symbol:<> word:b symbol:<= word:c symbol:|| word:d symbol::: word:e'.split(' '),
  ],
  ['a number keeps its fraction', '1.50 .5 12', ['number:1.50', 'number:.5', 'number:12']],
  [
    'a number with a tail is unknown as a whole',
    '1e5 0x1F 1_000 1.',
    ['unknown:1e5', 'unknown:0x1F', 'unknown:1_000', 'unknown:1.'],
  ],
  ['an open string is unknown to the end', "a 'b", ['word:a', "unknown:'b"]],
  ['an open comment is unknown to the end', 'a /* b', ['word:a', 'unknown:/* b']],
  ['letters beyond ASCII make words', 'größe_1', ['word:größe_1']],
  ['a system variable has no parameter name', '@@rowcount', ['unknown:@', 'parameter:rowcount']],
];

describe('the lexer', () => {
  it.each(SPLITS)('%s', (_, sql, tokens) => {
    expect(tokenize(sql).map((token) => `${token.kind}:${token.value}`)).toEqual(tokens);
  });

  it('counts lines and columns from 1, across comments and strings of several lines', () => {
    const tokens = tokenize("a\n  b /* x\n y */ c 'd\ne' f\r\ng");
    expect(tokens.map(({ line, column }) => `${line}:${column}`)).toEqual(['1:1', '2:3', '3:7', '3:9', '4:4', '5:1']);
  });

  it('keeps two words apart that only a comment separated', () => {
    expect(tokenize('a/**/b').map((token) => token.space)).toEqual(['', ' ']);
  });
});

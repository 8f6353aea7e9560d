import { describe, expect, it } from 'vitest';
import type { RowIdentity } from '../../core/chunk.ts';
import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { compileEdge } from '../../etl/edge/compile-edge.ts';

const column = (name: string, type: ContractColumn['type']): ContractColumn => ({ name, type, description: '' });

const CONTRACT: EntityContract = {
  entity: 'thing',
  description: '',
  key: ['day', 'id', 'line'],
  changedAt: 'changed_at_utc',
  columns: [
    column('id', 'text'),
    column('line', 'int'),
    column('day', 'date'),
    column('amount', 'decimal'),
    column('changed_at_utc', 'datetime'),
  ],
};

const names = CONTRACT.columns.map(({ name }) => name);

/** What is known of a row whose amount is wrong. */
function identityOf(fields: readonly string[], contract = CONTRACT): RowIdentity | undefined {
  const edge = compileEdge({
    contract,
    columns: Object.fromEntries(names.map((name) => [name, name])),
    reading: {},
    reportingTimeZone: 'Asia/Tokyo',
  });
  const { rejected } = edge.type({
    sourceId: 1,
    rowNumbers: [1],
    columns: fields.map((field) => [field]),
    rejected: [],
    blankRows: 0,
    problems: new Map(),
    rawTextOf: () => fields.join(';'),
  });
  expect(rejected).toHaveLength(1);
  return rejected[0]?.identity;
}

describe('a refused row', () => {
  it.each([
    ['the columns of its key, in their order', ['a', '7', '2025-03-04'], '20250304|a|7'],
    ['typed values, not as they were written', [' a ', '+7 ', '1900-01-01'], '19000101|a|7'],
    ['texts that cannot be confused', ['a|b~p', '-1', '1969-12-31'], '19691231|a~pb~~p|-1'],
    ['as much as 400 characters', ['x'.repeat(389), '1', '2025-03-04'], `20250304|${'x'.repeat(389)}|1`],
  ])('keeps %s', (_what, key, naturalKey) => {
    expect(identityOf([...key, 'much', '2025-03-04 01:00:00'])).toEqual({
      naturalKey,
      changedAt: Date.UTC(2025, 2, 4, 1),
    });
  });

  it('without a time of change is known by its key', () => {
    expect(identityOf(['a', '7', '2025-03-04', 'much', ''])).toEqual({ naturalKey: '20250304|a|7', changedAt: null });
    const { changedAt: _none, ...timeless } = CONTRACT;
    expect(identityOf(['a', '7', '2025-03-04', 'much', 'x'], timeless)).toEqual({
      naturalKey: '20250304|a|7',
      changedAt: null,
    });
  });

  it.each([
    ['a column of its key is empty', ['', '7', '2025-03-04', 'much', '']],
    ['a column of its key is no such value', ['a', '7.5', '2025-03-04', 'much', '']],
    ['its time of change is none', ['a', '7', '2025-03-04', '1', 'yesterday']],
    ['its key is longer than 400 characters', ['x'.repeat(390), '1', '2025-03-04', 'much', '']],
  ])('keeps no key where %s', (_what, fields) => {
    expect(identityOf(fields)).toBeUndefined();
  });
});

import type { ParameterValue } from '../../connect/sqlserver/sql-server-connection.ts';
import { WarehouseStatementError } from '../../core/errors.ts';
import type { Parameters } from '../../core/ports/warehouse.ts';
import { tokenize } from '../tsql/lexer.ts';

/**
 * The parameters that a statement names, and no others.
 *
 * @throws {WarehouseStatementError} one of them has no value.
 */
export function parametersOf(sql: string, parameters: Parameters): Readonly<Record<string, ParameterValue>> {
  if (!sql.includes('@')) return {};
  const names = tokenize(sql)
    .filter(({ kind }) => kind === 'parameter')
    .map(({ value }) => value);
  return Object.fromEntries(
    [...new Set(names)].map((name) => {
      const value = parameters[name];
      if (value === undefined) throw new WarehouseStatementError(`The statement needs a value for @${name}.`);
      return [name, value];
    }),
  );
}

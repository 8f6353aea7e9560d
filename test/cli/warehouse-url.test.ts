import { expect, test } from 'vitest';
import { sameWarehouse } from '../../cli/commands/with-warehouse.ts';
import { withoutPassword } from '../../cli/warehouse-url.ts';

test.each([
  [{}, ''],
  [{ config: 'shop/storehouse.config.ts' }, ' --config shop/storehouse.config.ts'],
  [{ config: 'my shop/storehouse.config.ts' }, ' --config "my shop/storehouse.config.ts"'],
  [{ warehouse: 'duckdb:shop.duckdb', config: 'a.ts' }, ' --warehouse duckdb:shop.duckdb'],
  [{ warehouse: 'mssql://u:geheim@db/shop' }, ' --warehouse "mssql://u:PASSWORD@db/shop"'],
  [
    { warehouse: 'MSSQL://u:geheim@db:1433/shop?instance=A&encrypt=strict' },
    ' --warehouse "MSSQL://u:PASSWORD@db:1433/shop?instance=A&encrypt=strict"',
  ],
  [{ warehouse: 'sqlserver://:geheim@db/shop' }, ' --warehouse "sqlserver://:PASSWORD@db/shop"'],
  [{ warehouse: 'mssql://u:a:geheim@b/geheim@db/shop' }, ' --warehouse "mssql://u:PASSWORD@db/shop"'],
  [
    { warehouse: 'mssql://db/shop?authentication=managed-identity' },
    ' --warehouse "mssql://db/shop?authentication=managed-identity"',
  ],
])('the next command is shown with the same warehouse, but without a password: %j', (options, shown) => {
  expect(sameWarehouse(options)).toBe(shown);
});

test.each([
  ["unknown option '--warehose=mssql://u:geheim@db/x'", "unknown option '--warehose=mssql://u:PASSWORD@db/x'"],
  ['mssql://u:ge heim@db/x', 'mssql://u:PASSWORD@db/x'],
  ['duckdb:C:/a@b/shop.duckdb', 'duckdb:C:/a@b/shop.duckdb'],
])('a password is left out of %j', (text, shown) => {
  expect(withoutPassword(text)).toBe(shown);
});

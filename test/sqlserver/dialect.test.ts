import { describe, expect, test } from 'vitest';
import type { SecurityConfig } from '../../core/config/schema.ts';
import { ConfigurationError } from '../../core/errors.ts';
import { viewDefinitions } from '../../dwh/load/apply-schema.ts';
import { schemaStatements } from '../../dwh/load/schema-plan.ts';
import { qualifiedName, type SqlType, type Table } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';
import { LEAST, SQL_SERVER, type SqlServerCapabilities } from '../../dwh/sqlserver/capabilities.ts';
import { sqlServerDialect } from '../../dwh/sqlserver/dialect.ts';
import { type CatalogType, catalogTypeOf, sqlServerType } from '../../dwh/sqlserver/types.ts';

const OFF: SecurityConfig = { maskPersonalData: false, rowAccess: 'off' };
const full = sqlServerDialect(SQL_SERVER, OFF);
const least = sqlServerDialect(LEAST, OFF);
const tables = [...allTables(), ...full.ownTables];

function tableNamed(name: string): Table {
  const table = tables.find((candidate) => qualifiedName(candidate) === name);
  if (table === undefined) throw new Error(`The model has no table ${name}.`);
  return table;
}

function allStatements(dialect: typeof full): readonly string[] {
  const views = viewDefinitions();
  return [
    ...schemaStatements(dialect),
    ...tables.flatMap((table) => dialect.createTable(table)),
    ...views.flatMap((view) => dialect.createView(view)),
    ...dialect.scripts(tables, views).flatMap(({ statements }) => statements),
  ];
}

describe('types', () => {
  const nothing = { maximumLength: null, precision: null, scale: null, datetimePrecision: null };
  const cases: readonly (readonly [Partial<CatalogType> & { readonly dataType: string }, string])[] = [
    [{ dataType: 'nvarchar', maximumLength: 64 }, 'nvarchar(64)'],
    [{ dataType: 'nvarchar', maximumLength: -1 }, 'nvarchar(max)'],
    [{ dataType: 'decimal', precision: 19, scale: 4 }, 'decimal(19, 4)'],
    [{ dataType: 'numeric', precision: 9, scale: 0 }, 'decimal(9, 0)'],
    [{ dataType: 'int', precision: 10, scale: 0 }, 'int'],
    [{ dataType: 'bigint', precision: 19, scale: 0 }, 'bigint'],
    [{ dataType: 'datetime2', datetimePrecision: 3 }, 'datetime2(3)'],
    [{ dataType: 'date', datetimePrecision: 0 }, 'date'],
    [{ dataType: 'bit' }, 'bit'],
    [{ dataType: 'float', precision: 53 }, 'float'],
    [{ dataType: 'varbinary', maximumLength: 8 }, 'varbinary(8)'],
  ];
  test.each(cases)('the catalog entry %j is spelled %s', (row, spelled) => {
    expect(catalogTypeOf({ ...nothing, ...row })).toBe(spelled);
  });

  test.each<readonly [SqlType, string]>([
    ['nvarchar(64)', 'nvarchar(64) COLLATE Latin1_General_100_BIN2'],
    ['nvarchar(max)', 'nvarchar(max) COLLATE Latin1_General_100_BIN2'],
    ['decimal(19, 4)', 'decimal(19, 4)'],
    ['datetime2(3)', 'datetime2(3)'],
  ])('%s is declared as %s, and compared without its collation', (type, declared) => {
    expect(sqlServerType(type)).toBe(declared);
    expect(full.catalogType(type)).toBe(type);
  });
});

describe('limits of SQL Server', () => {
  test('no name is longer than 128 characters', () => {
    const names = allStatements(full).flatMap((sql) => sql.match(/\b(?:pk|uq|fk|df|ck|ix|cci)_\w+/g) ?? []);
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => name.length > 128)).toEqual([]);
  });

  test('no key or index is wider than 900 bytes', () => {
    const width = (table: Table, name: string) => {
      const type = table.columns.find((column) => column.name === name)?.type ?? 'nvarchar(max)';
      const length = /^nvarchar\((\d+|max)\)$/.exec(type)?.[1];
      if (length === undefined) return 8;
      return length === 'max' ? Number.POSITIVE_INFINITY : Number(length) * 2;
    };
    const wide = tables.flatMap((table) =>
      [table.primaryKey, ...table.unique, ...table.indexes]
        .filter((names) => names.reduce((sum, name) => sum + width(table, name), 0) > 900)
        .map((names) => `${qualifiedName(table)} (${names.join(', ')})`),
    );
    expect(wide).toEqual([]);
  });

  test('the constraints of a schema have names of their own', () => {
    const names = tables.flatMap((table) =>
      full
        .createTable(table)
        .flatMap((sql) =>
          [...sql.matchAll(/(?:ADD|\n {2}) ?CONSTRAINT (\w+)/g)].map((found) => `${table.schema}.${found[1]}`),
        ),
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  test('no description is longer than what an extended property holds', () => {
    const objects = [...tables, ...viewDefinitions()];
    const texts = objects.flatMap(({ description, columns }) => [
      description,
      ...columns.map((one) => one.description),
    ]);
    expect(texts.filter((text) => text.length > 3750)).toEqual([]);
  });

  test('what must be the first statement of its batch is', () => {
    const late = allStatements(full).filter((sql) => /[^\s(']\s*CREATE (VIEW|FUNCTION|PROCEDURE)\b/.test(sql));
    expect(late).toEqual([]);
  });
});

describe('capabilities', () => {
  test('a large fact is columns where the server has them, and rows elsewhere', () => {
    const payment = tableNamed('fact.payment');
    const columns = full.createTable(payment).join('\n');
    expect(columns).toContain('CONSTRAINT pk_payment PRIMARY KEY NONCLUSTERED (order_id, payment_number)');
    expect(columns).toContain('CREATE CLUSTERED COLUMNSTORE INDEX cci_payment ON fact.payment');
    const rows = least.createTable(payment).join('\n');
    expect(rows).toContain('CONSTRAINT pk_payment PRIMARY KEY CLUSTERED (order_id, payment_number)');
    expect(rows).not.toContain('COLUMNSTORE');
  });

  const marks: readonly (readonly [keyof SqlServerCapabilities, RegExp])[] = [
    ['columnstore', /COLUMNSTORE/],
    ['disabledForeignKeys', /NOCHECK|FOREIGN KEY/],
    ['dynamicMasking', /MASKED|^(GRANT|REVOKE) UNMASK/],
    ['rowLevelSecurity', /(CREATE|DROP) SECURITY POLICY/],
    ['viewColumnDescriptions', /N'VIEW', N'\w+', N'/],
  ];
  test.each(marks)('without %s, nothing says %s', (name, mark) => {
    const without = allStatements(sqlServerDialect({ ...SQL_SERVER, [name]: false }, OFF));
    expect(without.filter((sql) => mark.test(sql))).toEqual([]);
    expect(allStatements(full).filter((sql) => mark.test(sql))).not.toEqual([]);
  });

  test.each<readonly [SecurityConfig, string]>([
    [{ maskPersonalData: true, rowAccess: 'off' }, 'security.maskPersonalData'],
    [{ maskPersonalData: false, rowAccess: 'country' }, 'security.rowAccess'],
    [{ maskPersonalData: true, rowAccess: 'seller' }, 'security.maskPersonalData and security.rowAccess'],
  ])('protection that the server does not have is refused: %j', (security, named) => {
    expect(() => sqlServerDialect(LEAST, security)).toThrow(ConfigurationError);
    expect(() => sqlServerDialect(LEAST, security)).toThrow(`asks for ${named}, which`);
    expect(() => sqlServerDialect(SQL_SERVER, security)).not.toThrow();
  });
});

describe('changes of a table that is there', () => {
  test('a new column comes as nullable, with its index and its foreign key', () => {
    const payment = tableNamed('fact.payment');
    const key = payment.columns.filter(({ name }) => name === 'payment_type_key');
    expect(key.flatMap((column) => full.addColumn(payment, column))).toEqual([
      'ALTER TABLE fact.payment ADD payment_type_key int NULL',
      'CREATE INDEX ix_payment_payment_type_key ON fact.payment (payment_type_key)',
      'ALTER TABLE fact.payment WITH NOCHECK ADD CONSTRAINT fk_payment_payment_type_key FOREIGN KEY (payment_type_key) REFERENCES dim.payment_type (payment_type_key)',
      'ALTER TABLE fact.payment NOCHECK CONSTRAINT fk_payment_payment_type_key',
    ]);
  });

  test('an index of two columns is made with the one that comes last', () => {
    const table: Table = { ...tableNamed('dim.customer_alias'), indexes: [['customer_id', 'changed_at_utc']] };
    const column = { name: 'customer_id', type: 'nvarchar(80)', nullable: false, description: 'Whose it is.' } as const;
    expect(full.addColumn(table, column)[1]).toBe(
      "IF COL_LENGTH(N'dim.customer_alias', N'changed_at_utc') IS NOT NULL CREATE INDEX ix_customer_alias_customer_id_changed_at_utc ON dim.customer_alias (customer_id, changed_at_utc)",
    );
  });

  test('a dropped column takes its index and its foreign key with it', () => {
    expect(full.dropColumn('fact.payment', 'payment_type_key')).toBe(
      [
        'DROP INDEX IF EXISTS ix_payment_payment_type_key ON fact.payment;',
        'ALTER TABLE fact.payment DROP CONSTRAINT IF EXISTS fk_payment_payment_type_key;',
        'ALTER TABLE fact.payment DROP COLUMN payment_type_key;',
      ].join('\n'),
    );
  });

  test.each([
    ['dim.customer', 'country', true],
    ['dim.customer', 'customer_key', true],
    ['dim.customer_alias', 'customer_id', true],
    ['fact.order_item', 'seller_key', true],
    ['dim.seller', 'seller_id', true],
    ['dim.customer', 'age', false],
    ['fact.payment', 'amount', false],
    ['ops.step', 'detail', false],
  ])('dropping %s.%s takes the row policy off first: %s', (table, column, expected) => {
    expect(full.dropColumn(table, column).includes('DROP SECURITY POLICY IF EXISTS')).toBe(expected);
  });

  test('a dropped table is let go by the foreign keys that refer to it', () => {
    expect(full.dropTable('dim.payment_type')).toBe(
      [
        "IF OBJECT_ID(N'fact.payment') IS NOT NULL",
        '  ALTER TABLE fact.payment DROP CONSTRAINT IF EXISTS fk_payment_payment_type_key;',
        'DROP TABLE dim.payment_type;',
      ].join('\n'),
    );
  });

  test('where views hold what they read, they go before it does', () => {
    expect(least.viewsHoldEachOther).toBe(true);
    for (const sql of [least.dropColumn('ops.step', 'detail'), least.dropTable('ops.step')]) {
      expect(sql).toMatch(/^DECLARE @views[\s\S]*EXEC\(N'DROP VIEW ' \+ @views\);\n[\s\S]*ops\.step/);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { statusSections } from '../../cli/status-sections.ts';
import type { SecurityConfig } from '../../core/config/schema.ts';
import { viewDefinitions } from '../../dwh/load/apply-schema.ts';
import { model } from '../../dwh/model/model.ts';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';
import { SQL_SERVER } from '../../dwh/sqlserver/capabilities.ts';
import { sqlServerDialect } from '../../dwh/sqlserver/dialect.ts';

const OFF: SecurityConfig = { maskPersonalData: false, rowAccess: 'off' };

function script(name: string, security: SecurityConfig = OFF): readonly string[] {
  const dialect = sqlServerDialect(SQL_SERVER, security);
  const scripts = dialect.scripts([...allTables(), ...dialect.ownTables], viewDefinitions());
  return scripts.filter((candidate) => candidate.name === name).flatMap(({ statements }) => statements);
}

/** Names after a keyword, across all statements, in order. */
function named(statements: readonly string[], pattern: RegExp): readonly string[] {
  return statements.flatMap((sql) => [...sql.matchAll(pattern)].map((match) => match[1] ?? ''));
}

describe('descriptions', () => {
  const statements = script('descriptions');

  test('every table, view and column has one', () => {
    const said = named(statements, /EXEC ops\.set_description (N'\w+', N'(?:TABLE|VIEW)', N'\w+', (?:NULL|N'\w+')),/g);
    const places = [
      ...allTables().map((table) => ({ ...table, place: `N'${table.schema}', N'TABLE', N'${table.name}'` })),
      ...viewDefinitions().map((view) => ({
        ...view,
        place: `N'${view.name.replace('.', "', N'VIEW', N'")}'`,
      })),
    ];
    const wanted = places.flatMap(({ place, columns }) => [
      `${place}, NULL`,
      ...columns.map(({ name }) => `${place}, N'${name}'`),
    ]);
    expect(new Set(said)).toEqual(new Set([...wanted, ...LAST_COMMIT]));
  });

  test('what sets them is made anew, and gone afterwards', () => {
    expect(statements[0]).toBe('DROP PROCEDURE IF EXISTS ops.set_description');
    expect(statements.at(-1)).toBe('DROP PROCEDURE ops.set_description');
  });

  test('a quote in a description stays one', () => {
    expect(statements.join('\n')).toContain("N'The customer''s own identifier.'");
  });
});

const LAST_COMMIT = ['NULL', "N'slot'", "N'token'", "N'committed_utc'"].map(
  (column) => `N'ops', N'TABLE', N'last_commit', ${column}`,
);

describe('roles', () => {
  const grants = script('roles').flatMap((sql) => sql.split('\n').filter((line) => line.startsWith('GRANT')));

  test('who reads sees nothing of stg, no row as it was refused, and writes nowhere', () => {
    const reader = grants.filter((line) => line.endsWith('TO storehouse_reader;'));
    expect(reader.filter((line) => !line.startsWith('GRANT SELECT ON '))).toEqual([]);
    expect(reader.join('\n')).not.toMatch(/stg|SCHEMA::ops|raw_text|problems/);
    expect(reader.join('\n')).toContain('GRANT SELECT ON ops.quarantine (quarantine_id, batch_id, entity,');
  });

  test('who reads sees every table that the status is made of', () => {
    const shown = statusSections({ last: 5, stepsOf: 1, batchesOf: 1 });
    const needed = shown.flatMap(({ sql, needs = 'ops.run' }) => [needs, ...named([sql], /(ops\.\w+)/g)]);
    const granted = named(grants, /GRANT SELECT ON (ops\.\w+) .*TO storehouse_reader;/g);
    expect(needed).toContain('ops.complete_file');
    expect(needed.filter((table) => !granted.includes(table))).toEqual([]);
  });

  test('who loads writes to the star, to staging and to ops, and nowhere else', () => {
    const writes = grants.filter((line) => line.includes('INSERT'));
    expect(named(writes, /SCHEMA::(\w+) TO storehouse_loader;/g)).toEqual(['ops', 'stg', 'dim', 'fact', 'hist']);
    expect(grants.join('\n')).not.toMatch(/CONTROL|ALTER|DELETE ON SCHEMA::mart/);
  });

  test('roles that are there stay', () => {
    expect(script('roles').filter((sql) => sql.includes(' CREATE ROLE storehouse'))).toEqual([
      "IF DATABASE_PRINCIPAL_ID(N'storehouse_loader') IS NULL CREATE ROLE storehouse_loader",
      "IF DATABASE_PRINCIPAL_ID(N'storehouse_reader') IS NULL CREATE ROLE storehouse_reader",
    ]);
  });
});

describe('masking', () => {
  const COLUMNS = [
    'dim.customer ALTER COLUMN postal_code',
    'dim.customer ALTER COLUMN city',
    'dim.customer ALTER COLUMN gender',
    'dim.customer ALTER COLUMN age',
    'dim.customer ALTER COLUMN loyalty_points',
  ];

  test('what the model calls personal is masked, and the loads see through it', () => {
    const statements = script('masking', { ...OFF, maskPersonalData: true });
    expect(named(statements, /ALTER TABLE (.+) ADD MASKED/g)).toEqual(COLUMNS);
    expect(statements.at(-1)).toBe('GRANT UNMASK TO storehouse_loader');
  });

  test('without the option the masks come off again', () => {
    const statements = script('masking');
    expect(named(statements, /ALTER TABLE (.+) DROP MASKED/g)).toEqual(COLUMNS);
    expect(statements.join('\n')).not.toContain('ADD MASKED');
    expect(statements.at(-1)).toMatch(
      /^IF EXISTS \(SELECT 1 FROM sys\.database_permissions[\s\S]+\)\n {2}REVOKE UNMASK FROM storehouse_loader;$/,
    );
  });

  test('no masked column is in a key or an index, where the server would refuse the mask', () => {
    const indexed = allTables()
      .filter(({ schema }) => schema === 'dim' || schema === 'fact')
      .flatMap((table) =>
        table.columns
          .filter(
            ({ name, personal }) =>
              personal !== undefined && [table.primaryKey, ...table.unique, ...table.indexes].flat().includes(name),
          )
          .map(({ name }) => `${qualifiedName(table)}.${name}`),
      );
    expect(indexed).toEqual([]);
  });
});

describe('row-level security', () => {
  const by = (rowAccess: SecurityConfig['rowAccess']) => script('row-level security', { ...OFF, rowAccess });

  test.each([
    [
      'country',
      [
        ...['dim.customer', 'dim.customer_alias'],
        ...['fact.sales_order', 'fact.order_item', 'fact.payment', 'fact.review', 'fact.support_ticket'],
      ],
    ],
    ['seller', ['dim.seller', 'fact.order_item', 'fact.inventory_snapshot']],
  ] as const)('by %s, it filters %j', (rowAccess, tables) => {
    expect(named(by(rowAccess), /ADD FILTER PREDICATE \S+\(\w+\) ON (\S+?),?\n/g)).toEqual(tables);
  });

  test('every fact of a customer is filtered by country', () => {
    const facts = model.facts.filter(({ columns }) => columns.some(({ column }) => column === 'customer_key'));
    const policy = by('country').at(-1) ?? '';
    expect(
      facts.filter(({ name }) => !policy.includes(`security.sees_customer_key(customer_key) ON fact.${name}`)),
    ).toEqual([]);
  });

  test.each(['country', 'seller'] as const)(
    'by %s, everything is made anew but the grants, which stay',
    (rowAccess) => {
      const statements = by(rowAccess);
      const drop = statements.findIndex((sql) => sql.includes('DROP SECURITY POLICY IF EXISTS'));
      const create = statements.findIndex((sql) => sql.startsWith('CREATE FUNCTION'));
      expect(drop).toBeGreaterThan(0);
      expect(create).toBe(drop + 1);
      const dropped = named(statements.slice(drop, create), /(security\.sees_\w+)/g);
      const created = named(statements.slice(create), /CREATE FUNCTION (\S+)/g);
      expect(created.filter((name) => !dropped.includes(name))).toEqual([]);
      expect(statements[2]).toMatch(/^IF OBJECT_ID\(N'security\.row_access'\) IS NULL\n {2}CREATE TABLE/);
    },
  );

  test('the loader and the owners see every row', () => {
    const functions = [...by('country'), ...by('seller')].filter((sql) => sql.startsWith('CREATE FUNCTION'));
    expect(functions).toHaveLength(5);
    for (const sql of functions) {
      expect(sql).toContain(
        "IS_ROLEMEMBER(N'storehouse_loader') = 1\n    OR IS_ROLEMEMBER(N'db_owner') = 1\n    OR USER_NAME() = N'dbo'",
      );
    }
  });

  test('off, the policy goes and the grants stay', () => {
    expect(by('off')).toHaveLength(1);
    expect(by('off')[0]).toMatch(
      /^IF SCHEMA_ID\(N'security'\) IS NOT NULL\nBEGIN\n {2}DROP SECURITY POLICY IF EXISTS .*;\n {2}DROP FUNCTION IF EXISTS [\w., ]+;\nEND;$/,
    );
  });
});

describe('a script for a DBA', () => {
  const dialect = sqlServerDialect(SQL_SERVER, OFF);

  test('is one transaction of batches, each looked at before the next', () => {
    expect(
      dialect.script(['DROP VIEW IF EXISTS mart.a', 'CREATE VIEW mart.a AS\nSELECT 1 AS one']),
    ).toBe(`-- Brings the warehouse to the model. Run it in SSMS, or with sqlcmd, in the database of the warehouse.
-- It is one transaction: if a batch fails, nothing of it is kept, and the batches after it are not run.
SET XACT_ABORT ON;
-- Views, functions and procedures keep these two as they were created with. sqlcmd has the first one off.
SET QUOTED_IDENTIFIER ON;
SET ANSI_NULLS ON;
GO
BEGIN TRANSACTION;
GO

DROP VIEW IF EXISTS mart.a;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 SET NOEXEC ON;
GO

CREATE VIEW mart.a AS
SELECT 1 AS one;
GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 SET NOEXEC ON;
GO

COMMIT TRANSACTION;
GO
SET NOEXEC OFF;
GO
IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
GO
`);
  });

  test('is plain ASCII, which every sqlcmd reads alike', () => {
    const dialect = sqlServerDialect(SQL_SERVER, OFF);
    const objects = [...allTables(), ...dialect.ownTables];
    const texts = [
      ...objects.flatMap((table) => dialect.createTable(table)),
      ...viewDefinitions().flatMap((view) => dialect.createView(view)),
      ...dialect.scripts(objects, viewDefinitions()).flatMap(({ statements }) => statements),
    ];
    expect(texts.flatMap((text) => text.match(/[^\n\t -~].*/g) ?? [])).toEqual([]);
  });

  test('has no line GO inside a batch', () => {
    const views = viewDefinitions();
    const statements = [
      ...allTables().flatMap((table) => dialect.createTable(table)),
      ...views.flatMap((view) => dialect.createView(view)),
      ...dialect.scripts(allTables(), views).flatMap((one) => one.statements),
    ];
    expect(statements.filter((sql) => /^\s*GO\s*$/im.test(sql))).toEqual([]);
  });
});

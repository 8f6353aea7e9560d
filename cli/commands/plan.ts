import type { Command } from 'commander';
import { findSchemaPlan, rememberTexts } from '../../dwh/load/apply-schema.ts';
import type { Dialect } from '../../dwh/load/dialect.ts';
import { publishStatements } from '../../dwh/load/publish-plan.ts';
import { readableStatements } from '../../dwh/load/run-statements.ts';
import { type SchemaChange, schemaStatements } from '../../dwh/load/schema-plan.ts';
import { seedMemberStatements } from '../../dwh/load/seed-members.ts';
import { dropStrayRows } from '../../dwh/load/stray-rows.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { counted } from '../figures.ts';
import type { OpenedWarehouse, Services } from '../services.ts';
import { CONFIG_OPTION, planWarehouse, WAREHOUSE_OPTION, type WarehouseOptions } from './with-warehouse.ts';

const EXAMPLES = `
Examples:
  storehouse plan --config examples/shop/storehouse.config.ts
  storehouse plan --sql --warehouse duckdb:new.duckdb > schema.sql
  storehouse plan --loads`;

interface PlanOptions extends WarehouseOptions {
  readonly sql?: boolean;
  readonly loads?: boolean;
}

function planScript(dialect: Dialect, changes: readonly SchemaChange[]): string {
  return dialect.script([
    ...schemaStatements(dialect),
    ...changes.flatMap((change) => change.statements),
    ...[...rememberTexts(dialect), ...seedMemberStatements().map(({ sql }) => sql)].map(dialect.fromPortable),
  ]);
}

async function printPlan(services: Services, { warehouse, dialect }: OpenedWarehouse, sql: boolean): Promise<void> {
  const { changes } = await findSchemaPlan(warehouse, dialect);
  if (changes.length === 0) {
    services.terminal.out(`${sql ? '-- ' : ''}The warehouse is as the model says; nothing to change.`);
    return;
  }
  if (sql) {
    services.terminal.out(planScript(dialect, changes));
    return;
  }
  for (const change of changes) {
    services.terminal.out(`${change.isDestructive ? '!' : '+'} ${change.kind} ${change.object}`);
  }
  const destructive = changes.filter((change) => change.isDestructive).length;
  services.terminal.out(
    `\n${counted(changes.length, 'change')}. "storehouse run" applies them${destructive === 0 ? '' : `, the ${destructive} marked "!" only with --allow-destructive: they lose data`}.`,
  );
}

function printLoads(services: Services): void {
  for (const { entity } of entityContracts) {
    for (const { name, sql } of readableStatements([dropStrayRows(entity), ...publishStatements(entity)]))
      services.terminal.out(`-- ${entity}: ${name}\n${sql};\n`);
  }
}

export function addPlanCommand(program: Command, services: Services): void {
  program
    .command('plan')
    .summary('compare the warehouse with the model')
    .description(
      'Compares the schema of the warehouse with the model and says what a run would change. Changes nothing.',
    )
    .option('--sql', 'print the statements, as the engine takes them')
    .option('--loads', 'print the statements that publish each entity, in portable T-SQL')
    .option(...CONFIG_OPTION)
    .option(...WAREHOUSE_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (options: PlanOptions) => {
      if (options.loads === true) {
        printLoads(services);
        return;
      }
      await planWarehouse(services, options, (opened) => printPlan(services, opened, options.sql === true));
    });
}

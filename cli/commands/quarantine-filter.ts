import type { Command } from 'commander';
import { PROBLEM_CODES } from '../../core/chunk.ts';
import { UsageError } from '../../core/errors.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { REFUSED_STATUSES, type RefusedFilter, type RefusedStatus } from '../../etl/refused-rows.ts';
import { wholeNumber } from '../whole-number.ts';
import type { WarehouseOptions } from './with-warehouse.ts';

/** Options that say which refused rows are meant, as they were typed. */
export interface FilterOptions extends WarehouseOptions {
  readonly run?: string;
  readonly entity?: string;
  readonly reason?: string;
  readonly status?: string;
}

/** @throws {UsageError} an option has a value that there is not. */
export function filterOf({ run, entity, reason, status }: FilterOptions): RefusedFilter {
  if (entity !== undefined) assertEntity(entity);
  if (reason !== undefined) assertReason(reason);
  return {
    ...(run === undefined ? {} : { runId: wholeNumber(run, '--run') }),
    ...(entity === undefined ? {} : { entity }),
    ...(reason === undefined ? {} : { reason }),
    ...(status === undefined ? {} : { status: statusOf(status) }),
  };
}

function assertEntity(entity: string): void {
  const known = entityContracts.map((contract) => contract.entity);
  if (known.includes(entity)) return;
  throw new UsageError(`There is no entity "${entity}". Entities are: ${known.join(', ')}.`);
}

function assertReason(reason: string): void {
  if (PROBLEM_CODES.some((code) => code === reason)) return;
  throw new UsageError(`There is no reason "${reason}". Reasons are: ${PROBLEM_CODES.join(', ')}.`);
}

function statusOf(text: string): RefusedStatus {
  const status = REFUSED_STATUSES.find((candidate) => candidate === text);
  if (status !== undefined) return status;
  throw new UsageError(`There is no status "${text}". A refused row is one of: ${REFUSED_STATUSES.join(', ')}.`);
}

/** The options that all commands on refused rows take. */
export function addFilterOptions(command: Command, whatOfRun: string): Command {
  return command
    .option('--run <id>', whatOfRun)
    .option('--entity <entity>', 'only this entity')
    .option('--reason <code>', 'only this reason, e.g. not_a_date (docs/errors.md lists them)');
}

import type { Chunk } from '../../core/chunk.ts';
import type { StagingWriter } from '../../core/ports/warehouse.ts';
import type { SqlServerServices } from '../../dwh/sqlserver/open-sqlserver-warehouse.ts';
import type { Request } from '../tds-server/requests.ts';
import type { ScriptedWarehouse } from './scripted-warehouse.ts';

export const TARGET = { table: 'stg.item_row', batchId: 9, columns: ['code', 'day', 'note'] };

export const isBulk = (request: Request): boolean => request.kind === 'bulk';

/** Rows `firstRow` … of the unit 3; every second one is empty. */
export function chunk(firstRow: number, rowCount: number, note = 'plain'): Chunk {
  const rowNumbers = Array.from({ length: rowCount }, (_, index) => firstRow + index);
  const filled = <T>(value: T) => rowNumbers.map((number) => (number % 2 === 1 ? value : null));
  return {
    rowCount,
    sourceId: 3,
    rowNumbers,
    columns: [
      { name: 'code', type: 'text', values: filled('año') },
      { name: 'day', type: 'date', values: filled(17_532) },
      { name: 'note', type: 'text', values: filled(note) },
    ],
  };
}

export async function opened(
  scripted: ScriptedWarehouse,
  services: Partial<SqlServerServices> = {},
): Promise<StagingWriter> {
  const warehouse = await scripted.open('write', {}, services);
  return warehouse.openStaging(TARGET);
}

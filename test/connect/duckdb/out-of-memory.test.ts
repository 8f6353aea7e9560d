import { expect, test } from 'vitest';
import { memoryError } from '../../../connect/duckdb/out-of-memory.ts';

test('DuckDB out of memory is an error that names the setting and keeps the statement for the log', () => {
  const cause = new Error('Out of Memory Error: could not allocate block of size 256.0 KiB (381.3 MiB/381.4 MiB used)');
  const error = memoryError(cause, 400, 'SELECT 1');
  expect(error).toMatchObject({ code: 'WAREHOUSE_MEMORY', context: { memoryLimitMb: 400, statement: 'SELECT 1' } });
  expect(error?.message).toContain('more than the 400 MB');
});

test.each([
  "Out of Memory Error: failed to offload data block of size 64.0 KiB (2.8 MiB/2.8 MiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
  'IO Error: Could not write file: No space left on device',
  'Constraint Error: Duplicate key',
])('%s is not', (text) => {
  expect(memoryError(new Error(text), 400, null)).toBeNull();
});

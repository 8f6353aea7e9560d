import { AppError } from '../core/errors.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import { type Clock, utcText } from '../core/time.ts';
import { stepTable } from '../dwh/model/ops-tables.ts';

/** Width of the columns that hold messages. */
const MESSAGE_LENGTH = 2000;

export interface StepRecord {
  readonly name: string;
  readonly status: 'succeeded' | 'failed';
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly detail: string;
}

/** What went wrong, as the history keeps it. */
export function recordedMessage(error: unknown): string {
  if (error instanceof AppError) return error.recordedMessage;
  return error instanceof Error ? error.message : String(error);
}

/** Cut to the column's width; half a character at the end is not text, and servers refuse it. */
function cut(text: string): string {
  return text.slice(0, MESSAGE_LENGTH).toWellFormed();
}

/** Starts a run. Runs that never ended were killed: only one writer can hold the warehouse. */
export async function startRun(warehouse: Warehouse, command: string, now: Date): Promise<number> {
  return warehouse.transaction(async (session) => {
    await session.execute("UPDATE ops.run SET status = 'interrupted' WHERE status = 'running'");
    const result = await session.query('SELECT COALESCE(MAX(run_id), 0) + 1 AS next_id FROM ops.run');
    const runId = Number(result.rows[0]?.[0]);
    await session.execute(
      `INSERT INTO ops.run (run_id, command, status, started_utc)
VALUES (@run_id, @command, 'running', CAST(@now AS datetime2(3)))`,
      { run_id: runId, command: command.slice(0, 400).toWellFormed(), now: utcText(now) },
    );
    return runId;
  });
}

export async function recordStep(
  warehouse: Warehouse,
  runId: number,
  stepNumber: number,
  step: StepRecord,
): Promise<void> {
  await warehouse.insertRows(warehouse, 'ops.step', {
    columns: stepTable.columns.map((column) => column.name),
    rows: [
      [
        runId,
        stepNumber,
        step.name,
        step.status,
        utcText(step.startedAt),
        Math.round(step.durationMs),
        cut(step.detail),
      ],
    ],
  });
}

/** Ends a run; with `error` it failed or was interrupted. */
export async function endRun(warehouse: Warehouse, runId: number, clock: Clock, error?: unknown): Promise<void> {
  const code = error instanceof AppError ? error.code : error === undefined ? null : 'UNEXPECTED';
  const status = code === null ? 'succeeded' : code === 'INTERRUPTED' ? 'interrupted' : 'failed';
  const message = error === undefined ? null : cut(recordedMessage(error));
  await warehouse.execute(
    `UPDATE ops.run
SET status = @status, ended_utc = CAST(@now AS datetime2(3)), error_code = @code, error_message = @message
WHERE run_id = @run_id`,
    { status, now: utcText(clock()), code, message, run_id: runId },
  );
}

import { InterruptedError } from '../../core/errors.ts';
import type { Parameters, Session } from '../../core/ports/warehouse.ts';
import { utcText } from '../../core/time.ts';
import { PART_SIZE } from './parts.ts';
import type { Statement } from './sql-text.ts';

export interface StatementRequest {
  readonly runId: number;
  /** Rows that began to wait before this instant wait no longer. */
  readonly waitingSince: Date;
  /** Keys or rows that a statement takes which works in parts; by default a quarter of a million. */
  readonly partSize?: number | undefined;
  readonly signal: AbortSignal;
  onStatement(name: string, rows: number, ms: number): void;
}

/**
 * Runs statements of a publication one after the other, and each in parts where it has them; returns the rows of the star
 * that they changed.
 *
 * @throws {InterruptedError} the signal was given; the statement that runs then comes to its end.
 */
export async function runStatements(
  session: Session,
  statements: readonly Statement[],
  request: StatementRequest,
): Promise<number> {
  let changedRows = 0;
  const keys = new Map<string, readonly Parameters[]>();
  for (const statement of statements) {
    const started = performance.now();
    const parts = await partsOf(session, statement, request, keys);
    let rows = 0;
    for (const part of parts) {
      if (request.signal.aborted) throw new InterruptedError('Stopped while publishing; nothing of the step was kept.');
      rows += await session.execute(statement.sql, { ...parametersOf(statement, request), ...part });
    }
    if (statement.changesStar) changedRows += rows;
    request.onStatement(statement.name, rows, performance.now() - started);
  }
  return changedRows;
}

/** Texts of the statements for people to read, each question for parts before the first that it is for. */
export function readableStatements(statements: readonly Statement[]): readonly Pick<Statement, 'name' | 'sql'>[] {
  const asked = new Set<string>();
  return statements.flatMap(({ name, sql, parts }) => {
    if (parts === undefined || asked.has(parts.sql)) return [{ name, sql }];
    asked.add(parts.sql);
    return [
      { name: `find the parts, each from @first to @last, to ${name}`, sql: parts.sql },
      { name, sql },
    ];
  });
}

function parametersOf({ sql }: Pick<Statement, 'sql'>, { runId, waitingSince }: StatementRequest): Parameters {
  return {
    ...(sql.includes('@run_id') ? { run_id: runId } : {}),
    ...(sql.includes('@since') ? { since: utcText(waitingSince) } : {}),
  };
}

/** Statements with the same parts follow each other, and none changes the keys. */
async function partsOf(
  session: Session,
  { parts }: Statement,
  request: StatementRequest,
  known: Map<string, readonly Parameters[]>,
): Promise<readonly Parameters[]> {
  if (parts === undefined) return [{}];
  const { sql } = parts;
  const found = known.get(sql) ?? (await askParts(session, sql, request));
  known.set(sql, found);
  return found;
}

async function askParts(session: Session, sql: string, request: StatementRequest): Promise<readonly Parameters[]> {
  const size = { part_size: request.partSize ?? PART_SIZE };
  const { rows } = await session.query(sql, { ...parametersOf({ sql }, request), ...size });
  return rows.map(([first = null, last = null]) => ({ first, last }));
}

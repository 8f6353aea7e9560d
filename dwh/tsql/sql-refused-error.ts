import { AppError } from '../../core/errors.ts';

/** SQL outside the portable subset of `docs/portable-sql.md`. Nothing was run. Each line of the message names one place. */
export class SqlRefusedError extends AppError {
  readonly code = 'SQL_REFUSED';
  readonly exit = 'usage';
}

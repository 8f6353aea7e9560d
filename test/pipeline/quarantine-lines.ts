/** Refused rows with what became of them, oldest first. */
export const QUARANTINE = `SELECT q.entity, q.source_row, q.reason_code, q.status, q.attempts, q.tried_run_id, q.outcome
FROM ops.quarantine AS q
ORDER BY q.quarantine_id`;

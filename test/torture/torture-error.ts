/** Kills have left a trace, or a run failed by itself. The message says what to repeat and what differs. */
export class TortureError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TortureError';
  }
}

/** Passed in, so that tests decide what time it is. */
export type Clock = () => Date;

/** `yyyy-MM-dd HH:mm:ss.SSS` in UTC, as both engines read a `datetime2(3)`. */
export function utcText(instant: Date): string {
  return instant.toISOString().replace('T', ' ').replace('Z', '');
}

/** Milliseconds since 1970-01-01T00:00Z of such a text. */
export function instantOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

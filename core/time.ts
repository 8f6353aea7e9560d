/** Passed in, so that tests decide what time it is. */
export type Clock = () => Date;

/** `yyyy-MM-dd HH:mm:ss.SSS` in UTC, as both engines read a `datetime2(3)`. */
export function utcText(instant: Date): string {
  return instant.toISOString().replace('T', ' ').replace('Z', '');
}

/** The inverse of `utcText`. */
export function utcInstant(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}

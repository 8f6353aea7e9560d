/** `1 row`, `2000 rows`: a number as steps, notes and errors say it. */
export function countOf(value: number, noun: string, plural = `${noun}s`): string {
  return `${value} ${value === 1 ? noun : plural}`;
}

/** A T-SQL literal of any text. */
export function unicodeText(value: string): string {
  return `N'${value.replaceAll("'", "''")}'`;
}

/** The code that Node gives its system and zlib errors, e.g. "ENOENT"; "" for other errors. */
export function systemErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

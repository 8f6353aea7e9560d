/** Whether the operating system refused something, as against a defect. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** For what may fail without harm where the system refuses it: gives `otherwise` then. */
export async function unlessRefused<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return otherwise;
  }
}

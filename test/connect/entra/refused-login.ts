import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { TokenProvider } from '../../../connect/entra/tokens.ts';
import { AppError, WarehouseLoginError } from '../../../core/errors.ts';

export const SECRET = 'geheim/+=~';

/** Everything of an error that may be seen, stack, causes and context included, in one text. */
export function everythingOf(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null });
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('A token was given.');
    },
    (error: unknown) => error,
  );
}

/** The error of a refused token; no secret is anywhere in it. */
export async function refused(provider: TokenProvider): Promise<AppError> {
  const error = await failure(provider.token(new AbortController().signal));
  const everything = everythingOf(error);
  for (const secret of [SECRET, encodeURIComponent(SECRET), 'PRIVATE KEY']) expect(everything).not.toContain(secret);
  if (error instanceof AppError) return error;
  throw error;
}

export async function refusedLogin(provider: TokenProvider): Promise<AppError> {
  const error = await refused(provider);
  expect(error).toBeInstanceOf(WarehouseLoginError);
  return error;
}

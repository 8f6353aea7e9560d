import { describe, expect, test } from 'vitest';
import { type AppError, InvariantError, WarehouseUnreachableError } from '../../core/errors.ts';
import { backoffMs, type RetryOptions, type RetryPolicy, retry } from '../../core/retry.ts';

const POLICY: RetryPolicy = { attempts: 3, firstDelayMs: 1, maxDelayMs: 2 };

function lost(): WarehouseUnreachableError {
  return new WarehouseUnreachableError('Gone.', { retryable: true });
}

/** Options that note what they are told. */
function noting(changes: Partial<RetryOptions> = {}): RetryOptions & { readonly noted: (readonly unknown[])[] } {
  const noted: (readonly unknown[])[] = [];
  return {
    policy: POLICY,
    random: () => 0,
    signal: new AbortController().signal,
    isWorthIt: ({ retryable }) => retryable,
    onRetry: (error, attempt, delayMs) => void noted.push([error, attempt, delayMs]),
    ...changes,
    noted,
  };
}

/** Fails with the errors in turn, then gives the number of the attempt. */
function failing(...errors: readonly unknown[]): (attempt: number) => Promise<number> {
  return async (attempt) => {
    const error = errors[attempt - 1];
    if (error !== undefined) throw error;
    return attempt;
  };
}

describe('the wait before the next attempt', () => {
  const policy: RetryPolicy = { attempts: 14, firstDelayMs: 200, maxDelayMs: 30_000 };

  test.each([
    [1, 0, 0],
    [1, 0.5, 100],
    [1, 0.999_999, 200],
    [2, 0.5, 200],
    [3, 0.25, 200],
    [8, 0.999_999, 25_600],
    [9, 0.999_999, 30_000],
    [13, 0.5, 15_000],
    [2000, 0.5, 15_000],
  ])('after attempt %i, with the random number %f, is %i ms', (attempt, random, waitMs) => {
    expect(backoffMs(policy, attempt, random)).toBe(waitMs);
  });
});

describe('trying again', () => {
  test('stops with the first success, and each attempt knows its number', async () => {
    const errors = [lost(), lost()];
    const options = noting({ random: () => 0.999_999 });

    expect(await retry(failing(...errors), options)).toBe(3);
    expect(options.noted).toEqual([
      [errors[0], 1, 1],
      [errors[1], 2, 2],
    ]);
  });

  test('ends with the last error when the attempts are used up', async () => {
    const errors = [lost(), lost(), lost()];
    const options = noting();

    await expect(retry(failing(...errors), options)).rejects.toBe(errors[2]);
    expect(options.noted).toHaveLength(2);
  });

  test('does not happen to one that is not worth it, even after one that was', async () => {
    const last = new InvariantError('Wrong.');
    const options = noting();

    await expect(retry(failing(lost(), last), options)).rejects.toBe(last);
    expect(options.noted).toHaveLength(1);
  });

  test('asks whether it is worth it, not the error', async () => {
    const error = lost();
    const asked: AppError[] = [];
    const options = noting({ isWorthIt: (one) => asked.push(one) === 0 });

    await expect(retry(failing(error), options)).rejects.toBe(error);
    expect(asked).toEqual([error]);
  });

  test.each([
    ['a defect', new TypeError('x is not a function')],
    ['a text', 'gone'],
  ])('does not happen to %s, which is no error of ours', async (_, error) => {
    const options = noting({ isWorthIt: () => true });

    await expect(retry(failing(error), options)).rejects.toBe(error);
    expect(options.noted).toEqual([]);
  });
});

describe('a signal', () => {
  const PATIENT: RetryPolicy = { attempts: 3, firstDelayMs: 3_600_000, maxDelayMs: 3_600_000 };

  test('ends a wait at once, with the last error', async () => {
    const controller = new AbortController();
    const error = lost();
    let attempts = 0;
    const options = noting({
      policy: PATIENT,
      random: () => 0.5,
      signal: controller.signal,
      onRetry: () => setImmediate(() => controller.abort()),
    });
    const work = async (): Promise<never> => {
      attempts += 1;
      throw error;
    };

    await expect(retry(work, options)).rejects.toBe(error);
    expect(attempts).toBe(1);
  });

  test('raised before, lets the work run once', async () => {
    const error = lost();
    const options = noting({ policy: PATIENT, signal: AbortSignal.abort() });

    await expect(retry(failing(error), options)).rejects.toBe(error);
    expect(options.noted).toEqual([]);
  });
});

import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from './errors.ts';

export interface RetryPolicy {
  /** The first attempt included. */
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

export interface RetryOptions {
  readonly policy: RetryPolicy;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Ends a wait at once; the last error is thrown. */
  readonly signal: AbortSignal;
  isWorthIt(error: AppError): boolean;
  /** Told before each wait. */
  onRetry(error: AppError, attempt: number, delayMs: number): void;
}

/**
 * Wait before the attempt after `attempt` (counted from 1): doubles each time up to the maximum, and a random part
 * between nothing and all of it is taken ("full jitter"), so that processes that failed together do not come back
 * together. Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoffMs(policy: RetryPolicy, attempt: number, random: number): number {
  const ceiling = Math.min(policy.maxDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
  return Math.round(ceiling * random);
}

/** Runs `work` until it succeeds, fails with an error for which trying again is not worth it, or the attempts are used up. */
export async function retry<T>(work: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof AppError) || !options.isWorthIt(error)) throw error;
      if (attempt >= options.policy.attempts || options.signal.aborted) throw error;
      const waitMs = backoffMs(options.policy, attempt, options.random());
      options.onRetry(error, attempt, waitMs);
      await delay(waitMs, undefined, { signal: options.signal }).catch(() => {
        throw error;
      });
    }
  }
}

import { InterruptedError } from '../../core/errors.ts';
import type { Warehouse } from '../../core/ports/warehouse.ts';
import type { RunObserver } from '../../orchestration/run-events.ts';
import type { CopyAfterRun } from '../copy-after-run.ts';
import { observeRun, Progress } from '../progress.ts';
import type { Services } from '../services.ts';

/** Shows the progress of a run and tells `copyAfter` of it; an interruption says that the same command goes on. */
export async function watchRun<T>(
  { terminal }: Services,
  warehouse: Warehouse,
  copyAfter: CopyAfterRun | null,
  run: (observe: RunObserver) => Promise<T>,
): Promise<T> {
  const progress = new Progress(terminal);
  const show = observeRun(terminal, progress);
  await copyAfter?.started();
  try {
    return await run((event) => {
      show(event);
      copyAfter?.observe(event);
    });
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    throw new InterruptedError(`${error.message}\nWhat was complete is kept: the same command goes on from there.`, {
      cause: error,
    });
  } finally {
    progress.stop();
    await copyAfter?.ended(warehouse);
  }
}

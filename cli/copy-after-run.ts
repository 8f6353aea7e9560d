import { AppError, WarehouseLockedError } from '../core/errors.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import type { RunEvent } from '../orchestration/run-events.ts';
import { seconds } from './figures.ts';
import { Progress } from './progress.ts';
import type { ReadCopies, Services, WarehousePlace } from './services.ts';
import { systemErrorText } from './system-error.ts';

/** Whether something has changed in the warehouse but the history of runs. */
function isNews(event: RunEvent): boolean {
  if (event.kind === 'published') return event.rows > 0;
  if (event.kind === 'step started') return event.step === 'check';
  return event.kind === 'schema changed' || event.kind === 'batch complete';
}

/**
 * What keeps a warehouse from being copied for readers, in words behind its name; null for nothing. A copy pushes an
 * older one out, so one that shows less than was there before would be worse than none: of a warehouse of which no
 * batch was ever published, as a run leaves it that ended at once where the file was lost, and of one half rebuilt.
 */
export async function copyObstacle(warehouse: Warehouse): Promise<string | null> {
  const tables = new Set((await warehouse.inspect()).tables.map(({ name }) => name));
  const holds = async (from: string): Promise<boolean> => {
    const { rows } = await warehouse.query(`SELECT COUNT(*) AS n FROM ${from}`);
    return Number(rows[0]?.[0]) > 0;
  };
  if (!tables.has('ops.batch') || !(await holds("ops.batch AS b WHERE b.status = 'published'"))) {
    return 'shows readers nothing yet: no run has published anything into it';
  }
  const isBeingRebuilt = tables.has('ops.bronze') && (await holds('ops.bronze AS b WHERE b.rebuilt_from IS NOT NULL'));
  return isBeingRebuilt ? 'is being rebuilt, and that is not finished' : null;
}

function reasonOf(error: unknown): string {
  const refused = systemErrorText(error);
  const message = error instanceof Error ? error.message : String(error);
  return refused === null ? message : `${refused} (${message}).`;
}

/** A folder that cannot be used is reported once, by the copy that is then tried. */
function takenForDue(error: unknown): true {
  if (systemErrorText(error) === null) throw error;
  return true;
}

/** Makes a copy with progress. */
export async function makeCopy(services: Services, copies: ReadCopies, keep: number): Promise<string> {
  const { terminal, clock, log } = services;
  const started = performance.now();
  const progress = new Progress(terminal);
  progress.start('copy for readers');
  const { path } = await copies.publish({ keep, now: clock() }).finally(() => progress.stop());
  const ms = performance.now() - started;
  terminal.err(`  ${'copy for readers'.padEnd(22)} ${seconds(ms).padStart(8)}  ${path}`);
  log.info('read copy made', { path, ms: Math.round(ms) });
  return path;
}

/**
 * Sees to it that what a run has changed is copied after it, once the warehouse is closed: also when the run failed,
 * and by the next run when this one is killed. A run does not fail for want of its copy. What shows readers nothing yet
 * is not copied.
 */
export class CopyAfterRun {
  readonly #services: Services;
  readonly #copies: ReadCopies;
  readonly #keep: number;
  #isDue = false;
  #isFit = false;

  private constructor(services: Services, copies: ReadCopies, keep: number) {
    this.#services = services;
    this.#copies = copies;
    this.#keep = keep;
  }

  /** Null where no copies are made: of a server, and where `keep` is 0. */
  static of(services: Services, place: WarehousePlace, keep: number): CopyAfterRun | null {
    const copies = keep === 0 ? null : services.readCopies(place);
    return copies === null ? null : new CopyAfterRun(services, copies, keep);
  }

  /** To be called while the run has the warehouse: only then nobody else changes the note of what is due. */
  async started(): Promise<void> {
    this.#isDue = await this.#copies.isDue().catch(takenForDue);
    await this.#copies.noteDue().catch(takenForDue);
  }

  observe(event: RunEvent): void {
    if (isNews(event)) this.#isDue = true;
  }

  /** To be called while the run still has the warehouse. */
  async ended(warehouse: Warehouse): Promise<void> {
    if (!this.#isDue) await this.#copies.forgetDue().catch(takenForDue);
    else this.#isFit = await this.#isFitFor(warehouse);
  }

  async #isFitFor(warehouse: Warehouse): Promise<boolean> {
    try {
      const obstacle = await copyObstacle(warehouse);
      if (obstacle !== null) this.#services.log.info('no read copy made', { reason: obstacle });
      return obstacle === null;
    } catch (error) {
      // Why the run ended is the news, and the note of what is due stays for the next one.
      if (!(error instanceof AppError)) throw error;
      this.#services.log.warn('no read copy made', { reason: error.code });
      return false;
    }
  }

  /** To be called when the warehouse is closed. */
  async publish(): Promise<void> {
    if (!this.#isFit) return;
    const { terminal, log } = this.#services;
    try {
      await makeCopy(this.#services, this.#copies, this.#keep);
    } catch (error) {
      if (error instanceof WarehouseLockedError) {
        terminal.err(`  note: no copy for readers yet: ${String(error.context.holder)} has taken the warehouse since.`);
        return;
      }
      terminal.err(`Warning: there is no new copy for readers: ${reasonOf(error)} The run itself is not affected.`);
      log.warn('no read copy made', { reason: systemErrorText(error) ?? 'not the system' });
    }
  }
}

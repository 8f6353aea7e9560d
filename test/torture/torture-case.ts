import { join } from 'node:path';
import { EXIT_CODES } from '../../core/errors.ts';
import { type Command, DELIVERIES } from './deliveries.ts';
import { DeliveryRunner, type Scratch } from './delivery-runner.ts';
import { type DeliveryPlan, doneSteps, killAt, momentIn, stepAt } from './kill-plan.ts';
import { TortureError } from './torture-error.ts';
import type { TortureEngine } from './torture-place.ts';
import type { RunOutcome } from './torture-run.ts';
import type { Undisturbed } from './undisturbed.ts';
import { type Disturbance, stateDifferences } from './warehouse-state.ts';

/** What a case tells while it goes on. */
export interface CaseObserver {
  /** A process was killed while it was at this step. */
  killed(step: string): void;
  /** A process had ended before its moment came. */
  missed(): void;
  /** A run found the warehouse held by the server for a killed one, and was repeated. */
  lockedOut(): void;
}

export interface CaseRequest {
  readonly engine: TortureEngine;
  readonly scratch: Scratch;
  readonly undisturbed: readonly Undisturbed[];
  readonly name: string;
  readonly plan: readonly DeliveryPlan[];
  readonly observer: CaseObserver;
}

/** A server lets go of a killed process within moments; each attempt waits some seconds by itself. */
const LOCKED_ATTEMPTS = 20;

const UNDISTURBED: Disturbance = { isFullRepeated: false, isReplayRepeated: false, isOvertaken: false };

class TortureCase {
  readonly #request: CaseRequest;
  readonly #runner: DeliveryRunner;
  /** What has happened, for the message of a failure. */
  readonly history: string[] = [];
  #disturbance: Disturbance = UNDISTURBED;

  constructor(request: CaseRequest, runner: DeliveryRunner) {
    this.#request = request;
    this.#runner = runner;
  }

  async deliver({ delivery, kills, isOvertaken }: DeliveryPlan): Promise<void> {
    const undisturbed = this.#undisturbed(delivery);
    const { title = '', command = 'run' } = DELIVERIES[delivery] ?? {};
    this.history.push(`delivery ${delivery + 1}: ${title}`);
    const run = this.#runner.beginDay(delivery);
    const done = new Set<string>();
    let isLoaded = false;
    for (const moment of kills) {
      const outcome = await this.#unlocked(() => run(killAt(undisturbed.marks, momentIn(undisturbed.marks, moment))));
      if (outcome.isKilled) this.#killed(stepAt(undisturbed.marks, outcome.marks, done));
      else this.#ended(outcome);
      isLoaded ||= !outcome.isKilled;
      for (const step of doneSteps(outcome.marks)) done.add(step);
    }
    if (kills.length > 0) this.#repeat(command);
    if (isOvertaken && !isLoaded && kills.length > 0) {
      this.history.push('  the next delivery comes before it is loaded');
      this.#disturbance = { ...this.#disturbance, isOvertaken: true };
      return;
    }
    const { exitCode, errors } = await this.#unlocked(() => run(() => null));
    if (exitCode !== EXIT_CODES.succeeded)
      throw this.#failure(`the run to the end has exit code ${exitCode}:\n${errors}`);
    this.history.push('  run to the end');
    await this.#compare(undisturbed);
  }

  #repeat(command: Command): void {
    if (command === 'run --full') this.#disturbance = { ...this.#disturbance, isFullRepeated: true };
    if (command === 'quarantine replay') this.#disturbance = { ...this.#disturbance, isReplayRepeated: true };
  }

  #undisturbed(delivery: number): Undisturbed {
    const found = this.#request.undisturbed[delivery];
    if (found === undefined) throw new TortureError(`There is no delivery ${delivery + 1}.`);
    return found;
  }

  #killed(step: string): void {
    this.history.push(`  killed: ${step}`);
    this.#request.observer.killed(step);
  }

  #ended({ exitCode, errors }: RunOutcome): void {
    if (exitCode !== EXIT_CODES.succeeded)
      throw this.#failure(`a run failed by itself (exit code ${exitCode}):\n${errors}`);
    this.history.push('  ended before it was killed');
    this.#request.observer.missed();
  }

  /** A server may still undo what a killed client did; an embedded file is free when its process is gone. */
  async #unlocked(run: () => Promise<RunOutcome>): Promise<RunOutcome> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await run();
      const isLocked = outcome.exitCode === EXIT_CODES.warehouse && outcome.errors.includes('WAREHOUSE_LOCKED');
      if (!isLocked || this.#request.engine.name === 'duckdb' || attempt === LOCKED_ATTEMPTS) return outcome;
      this.history.push('  locked out');
      this.#request.observer.lockedOut();
    }
  }

  async #compare(undisturbed: Undisturbed): Promise<void> {
    const found = stateDifferences(undisturbed.state, await this.#runner.state(), this.#disturbance);
    if (Object.keys(found).length > 0) {
      const shown = JSON.stringify(found, null, 2);
      throw this.#failure(`the warehouse differs from the undisturbed one (onlyFirst: undisturbed):\n${shown}`);
    }
    const [expected, left] = [undisturbed.leftFiles, await this.#runner.leftFiles()];
    if (expected.join('\n') === left.join('\n')) return;
    throw this.#failure(
      `other files are left than by undisturbed runs: ${left.join(', ')}; not ${expected.join(', ')}`,
    );
  }

  /** Bronze knows nothing of checks, but of everything else as much as the warehouse. */
  async compareRebuilt(delivery: number): Promise<void> {
    const rebuilt = await this.#runner.rebuiltState(delivery);
    if (rebuilt === null) return;
    const state = await this.#runner.state();
    const found = stateDifferences(state, { ...rebuilt, refusals: state.refusals }, UNDISTURBED);
    if (Object.keys(found).length === 0) return;
    const shown = JSON.stringify(found, null, 2);
    throw this.#failure(`the warehouse rebuilt from bronze differs (onlyFirst: the one that wrote it):\n${shown}`);
  }

  #failure(what: string): TortureError {
    return new TortureError(`${what}\n\nWhat had happened:\n${this.history.join('\n')}`);
  }
}

/**
 * Goes through one case. Where the warehouse is a file, that of a failed case is kept for a look.
 *
 * @throws {TortureError} a run failed by itself, or its warehouse does not equal the undisturbed one.
 */
export async function runCase(request: CaseRequest): Promise<void> {
  const { engine, scratch, undisturbed, name, plan } = request;
  const first = plan[0]?.delivery ?? 0;
  const place = await engine.createPlace(join(scratch.directory, name), undisturbed[first - 1]?.snapshot ?? null);
  let isKept = false;
  try {
    const torture = new TortureCase(request, await DeliveryRunner.create(place, scratch));
    for (const delivery of plan) await torture.deliver(delivery);
    await torture.compareRebuilt(plan.at(-1)?.delivery ?? 0);
  } catch (error) {
    isKept = engine.copies && error instanceof TortureError;
    throw error;
  } finally {
    if (!isKept) await place.remove();
  }
}

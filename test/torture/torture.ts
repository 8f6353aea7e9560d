import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeliveries } from './deliveries.ts';
import type { Scratch } from './delivery-runner.ts';
import { planCase } from './kill-plan.ts';
import { runCase } from './torture-case.ts';
import { TortureError } from './torture-error.ts';
import { type EngineName, engineNamed, type TortureEngine } from './torture-place.ts';
import { loadUndisturbed, type Undisturbed } from './undisturbed.ts';

/** Orders of the shop: few, so that a run takes a second or two, of which every step has its part. */
const ORDERS = 300;

export interface TortureRequest {
  readonly engine: EngineName;
  /** A whole number from 0; the same one gives the same shop and the same plan of kills. */
  readonly seed: number;
  /** Kills that must have hit a process at work; cases follow one another until they have. */
  readonly kills: number;
  /** This case alone; null for all from the first on. */
  readonly onlyCase: number | null;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

export interface TortureReport {
  readonly engine: EngineName;
  readonly seed: number;
  readonly cases: number;
  /** Kills that hit a process at work. */
  readonly kills: number;
  /** Processes that had ended before their moment came. */
  readonly misses: number;
  /** Runs that a server did not let in yet. */
  readonly lockedOut: number;
  /** How many kills each step got. */
  readonly steps: ReadonlyMap<string, number>;
  /** How long an undisturbed run takes, by delivery. */
  readonly undisturbedMs: readonly number[];
  readonly durationMs: number;
  /** What went wrong, and how to see it again; null when every warehouse equals the undisturbed one. */
  readonly failure: string | null;
  /** The signal was raised before all kills were done. */
  readonly isStopped: boolean;
}

class Torture {
  readonly #request: TortureRequest;
  readonly #engine: TortureEngine;
  readonly #steps = new Map<string, number>();
  readonly #started = performance.now();
  #cases = 0;
  #kills = 0;
  #misses = 0;
  #lockedOut = 0;
  #undisturbed: readonly Undisturbed[] = [];

  constructor(request: TortureRequest) {
    this.#request = request;
    this.#engine = engineNamed(request.engine);
  }

  async run(scratch: Scratch): Promise<void> {
    const { onlyCase, kills, onProgress } = this.#request;
    this.#undisturbed = await loadUndisturbed(this.#engine, scratch, (done) =>
      onProgress(`delivery ${done} of ${scratch.files.length} loaded undisturbed`),
    );
    if (onlyCase !== null) return this.#runCase(scratch, onlyCase);
    for (let number = 1; this.#kills < kills; number++) {
      await this.#runCase(scratch, number);
    }
  }

  async #runCase(scratch: Scratch, number: number): Promise<void> {
    const { seed } = this.#request;
    this.#cases += 1;
    try {
      await runCase({
        engine: this.#engine,
        scratch,
        undisturbed: this.#undisturbed,
        name: `case-${number}`,
        plan: planCase(seed, number, this.#engine.copies),
        observer: {
          killed: (step) => {
            this.#kills += 1;
            this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
            this.#request.onProgress(`case ${number}: ${this.#kills} kills of ${this.#request.kills}`);
          },
          missed: () => {
            this.#misses += 1;
          },
          lockedOut: () => {
            this.#lockedOut += 1;
          },
        },
      });
    } catch (error) {
      if (!(error instanceof TortureError)) throw error;
      const again = `npm run torture -- --engine ${this.#engine.name} --seed ${seed} --case ${number}`;
      throw new TortureError(`Case ${number} of seed ${seed}: ${error.message}\n\nOnce more: ${again}`, {
        cause: error,
      });
    }
  }

  report({ failure, isStopped }: Pick<TortureReport, 'failure' | 'isStopped'>): TortureReport {
    return {
      engine: this.#engine.name,
      seed: this.#request.seed,
      cases: this.#cases,
      kills: this.#kills,
      misses: this.#misses,
      lockedOut: this.#lockedOut,
      steps: this.#steps,
      undisturbedMs: this.#undisturbed.map(({ marks }) => marks.at(-1)?.ms ?? 0),
      durationMs: performance.now() - this.#started,
      failure,
      isStopped,
    };
  }
}

/**
 * Kills runs of the command line until enough kills have hit, and compares every warehouse with the undisturbed one.
 * Ends at the first that differs; then the files are kept. Ends early, with what it has seen, when the signal is raised.
 */
export async function torture(request: TortureRequest): Promise<TortureReport> {
  const { seed, signal } = request;
  const directory = await mkdtemp(join(tmpdir(), 'storehouse-torture-'));
  const it = new Torture(request);
  let isKept = false;
  try {
    const files = await writeDeliveries(directory, ORDERS, seed);
    await it.run({ directory, files, signal });
    return it.report({ failure: null, isStopped: false });
  } catch (error) {
    if (signal.aborted && error === signal.reason) return it.report({ failure: null, isStopped: true });
    if (!(error instanceof TortureError)) throw error;
    isKept = true;
    return it.report({ failure: `${error.message}\nThe files are kept in ${directory}.`, isStopped: false });
  } finally {
    if (!isKept) await rm(directory, { recursive: true, force: true });
  }
}

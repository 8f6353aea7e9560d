import type { RunEvent, RunObserver } from '../orchestration/run-events.ts';
import { count, seconds } from './figures.ts';
import type { Terminal } from './terminal.ts';

/** Between two redraws of the progress line; faster only flickers. */
const REDRAW_MS = 100;
/** Between two redraws when nothing happens, so that the time of a long statement is seen to pass. */
const TICK_MS = 1000;
/** Between two lines of a log: often enough to show life, rarely enough not to fill it. */
const LOG_MS = 15_000;

/** Shows long work while it goes on: a line that moves on a terminal, now and then a plain line when piped. */
export class Progress {
  readonly #terminal: Terminal;
  #step = '';
  #detail = '';
  #startedAt = performance.now();
  #shownAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  start(step: string): void {
    this.#step = step;
    this.#detail = '';
    this.#startedAt = performance.now();
    this.#shownAt = this.#terminal.isInteractive ? Number.NEGATIVE_INFINITY : performance.now();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#show(TICK_MS / 2), TICK_MS);
    this.#show(REDRAW_MS);
  }

  update(detail: string): void {
    this.#detail = detail;
    this.#show(REDRAW_MS);
  }

  /** Ends the step; the line goes. */
  stop(): void {
    clearInterval(this.#timer);
    this.#terminal.clearProgress();
  }

  #show(redrawMs: number): void {
    const now = performance.now();
    const { isInteractive } = this.#terminal;
    if (now - this.#shownAt < (isInteractive ? redrawMs : LOG_MS)) return;
    this.#shownAt = now;
    const elapsed = now - this.#startedAt < TICK_MS ? '' : `  ${Math.floor((now - this.#startedAt) / 1000)} s`;
    const text = `  ${this.#step} … ${this.#detail}${elapsed}`;
    if (isInteractive) this.#terminal.progress(text);
    else this.#terminal.err(text);
  }
}

/** Tells a run's events to `progress`, and prints a line for each step that ended. */
export function observeRun(terminal: Terminal, progress: Progress): RunObserver {
  let statements = 0;
  return (event: RunEvent): void => {
    if (event.kind === 'step started') {
      statements = 0;
      progress.start(event.step);
    } else if (event.kind === 'chunk staged') {
      progress.update(`${count(event.rows)} rows`);
    } else if (event.kind === 'statement done') {
      statements += 1;
      progress.update(`${statements} statements, last: ${event.name}`);
    } else if (event.kind === 'step finished') {
      progress.stop();
      terminal.err(`  ${event.step.padEnd(22)} ${seconds(event.ms).padStart(8)}  ${event.detail}`);
    } else if (event.kind === 'note') {
      terminal.err(`  note: ${event.text}`);
    }
  };
}

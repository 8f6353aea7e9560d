import type { RunEvent, RunObserver } from '../orchestration/run-events.ts';
import type { Terminal } from './terminal.ts';

/** Between two redraws of the progress line; faster only flickers. */
const REDRAW_MS = 100;

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 9950 ? 2 : 1)} s`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** Shows a run while it works: a line that moves on a terminal, a plain line a step when piped. */
export function createProgress(terminal: Terminal): RunObserver {
  let step = '';
  let drawnAt = 0;
  const redraw = (text: string): void => {
    const now = performance.now();
    if (!terminal.isInteractive || now - drawnAt < REDRAW_MS) return;
    drawnAt = now;
    terminal.progress(text);
  };
  return (event: RunEvent): void => {
    if (event.kind === 'step started') {
      step = event.step;
      drawnAt = 0;
      redraw(`  ${step} …`);
    } else if (event.kind === 'chunk staged') {
      redraw(`  ${step} … ${count(event.rows)} rows`);
    } else if (event.kind === 'statement done') {
      redraw(`  ${step} … ${event.name}`);
    } else if (event.kind === 'step finished') {
      terminal.err(`  ${event.step.padEnd(22)} ${seconds(event.ms).padStart(8)}  ${event.detail}`);
    } else if (event.kind === 'note') {
      terminal.err(`  note: ${event.text}`);
    }
  };
}

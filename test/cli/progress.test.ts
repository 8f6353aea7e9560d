import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observeRun, Progress } from '../../cli/progress.ts';
import { createTerminal } from '../../cli/terminal.ts';

function screen(isTTY: boolean): { readonly progress: Progress; readonly texts: string[]; finishStep(): void } {
  const texts: string[] = [];
  const terminal = createTerminal({ write: () => {} }, { isTTY, columns: 40, write: (text) => texts.push(text) });
  const progress = new Progress(terminal);
  const observe = observeRun(terminal, progress);
  return {
    progress,
    texts,
    finishStep: () => observe({ kind: 'step finished', step: 'stage order', ms: 1234, detail: '5 rows read' }),
  };
}

describe('progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('redraws one line on a terminal, and shows the time of a step in which nothing is heard', () => {
    const { progress, texts, finishStep } = screen(true);
    progress.start('stage order');
    vi.advanceTimersByTime(2000);
    progress.stop();
    finishStep();
    expect(texts.slice(0, 3)).toEqual([
      '\r\x1b[2K  stage order … ',
      '\r\x1b[2K  stage order …   1 s',
      '\r\x1b[2K  stage order …   2 s',
    ]);
    expect(texts.slice(3)).toEqual(['\r\x1b[2K', '  stage order              1.23 s  5 rows read\n']);
  });

  it('never is wider than the terminal, where it would not be overwritten', () => {
    const { progress, texts } = screen(true);
    progress.start('x'.repeat(100));
    progress.stop();
    expect(texts[0]?.replace('\r\x1b[2K', '').length).toBe(39);
  });

  it('prints plain lines when piped, and few of them', () => {
    const { progress, texts, finishStep } = screen(false);
    progress.start('stage order');
    for (let second = 0; second < 40; second++) {
      vi.advanceTimersByTime(1000);
      progress.update(`${second} rows`);
    }
    finishStep();
    expect(texts).toEqual([
      '  stage order … 13 rows  15 s\n',
      '  stage order … 28 rows  30 s\n',
      '  stage order              1.23 s  5 rows read\n',
    ]);
  });
});

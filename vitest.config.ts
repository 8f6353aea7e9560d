import { configDefaults, defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './test/closing-line-reporter.ts';
import { LongestFirst } from './test/longest-first.ts';

/** Loads of whole shops and second processes take seconds, and many times that on a machine that does other work too. */
const TIMEOUT_MS = 120_000;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'dist/**', 'demo/**'],
    // Processes, not threads: the database driver is native code, and some tests count open files.
    pool: 'forks',
    // What one file has loaded and compiled is there for the next one of the process: a minute of processor time in all.
    isolate: false,
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    testTimeout: TIMEOUT_MS,
    hookTimeout: TIMEOUT_MS,
    reporters: ['default', new ClosingLineReporter()],
  },
});

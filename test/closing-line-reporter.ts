import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';
import { closingLine, countOutcomes, skippedBlock, type TestOutcome } from './closing-line/test-tally.ts';

/**
 * Ends a run with one line that scripts and people can look for, and before it, loudly, with everything that was
 * skipped. Stands last in the list of reporters.
 */
export class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const outcomes = modules.flatMap((module) => [...module.children.allTests()].map(outcomeOf));
    const failures = modules.reduce((sum, module) => sum + errorsWithoutTest(module), unhandledErrors.length);
    const lines = [...skippedBlock(outcomes), closingLine(countOutcomes(outcomes, failures))];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}

function outcomeOf(test: TestCase): TestOutcome {
  const result = test.result();
  return {
    name: fullName(skippedSuite(test) ?? test),
    state: stateOf(test, result.state),
    note: result.state === 'skipped' ? result.note : undefined,
  };
}

/**
 * When a suite's hook fails, the tests below it count as skipped for Vitest; nobody asked for that. Those of a skipped
 * suite within a skipped suite stay pending.
 */
function stateOf(test: TestCase, state: 'passed' | 'failed' | 'skipped' | 'pending'): TestOutcome['state'] {
  if (state === 'passed' || state === 'failed') return state;
  if (state === 'pending') return skippedSuite(test) === undefined ? 'not run' : 'skipped';
  return ancestorsOf(test).some((parent) => parent.errors().length > 0) ? 'not run' : 'skipped';
}

/** Innermost first; the module is the last. */
function ancestorsOf(test: TestCase): readonly (TestSuite | TestModule)[] {
  const ancestors: (TestSuite | TestModule)[] = [];
  let parent: TestSuite | TestModule = test.parent;
  while (parent.type === 'suite') {
    ancestors.push(parent);
    parent = parent.parent;
  }
  return [...ancestors, parent];
}

function skippedSuite(test: TestCase): TestSuite | undefined {
  return ancestorsOf(test)
    .filter((parent) => parent.type === 'suite')
    .findLast((suite) => suite.options.mode === 'skip');
}

function fullName(task: TestCase | TestSuite): string {
  return `${task.module.relativeModuleId} > ${task.fullName}`;
}

/** Errors of a file or a hook that no test shows: a file that does not load, an `afterAll` that fails. */
function errorsWithoutTest(module: TestModule): number {
  const places = [module, ...module.children.allSuites()];
  return places.filter((place) => place.errors().length > 0 && [...place.children.allTests('skipped')].length === 0)
    .length;
}

import { entityContracts } from '../../dwh/model/contracts.ts';
import type { TortureReport } from './torture.ts';

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

const ENTITIES = entityContracts.map(({ entity }) => entity);
/** What a run is at, in its order. */
const ORDER = [
  'starting',
  'schema, sweep and prepare',
  ...ENTITIES.map((entity) => `replay ${entity}`),
  ...ENTITIES.map((entity) => `stage ${entity}`),
  ...ENTITIES.map((entity) => `publish ${entity}`),
  'check',
  'end of the run',
  'copy for readers',
  'closing the warehouse',
];

function histogram(steps: TortureReport['steps']): readonly string[] {
  const sorted = [...steps].toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return sorted.map(([step, count]) => `  ${step.padEnd(26)} ${String(count).padStart(4)}  ${'#'.repeat(count)}`);
}

function verdict({ failure, isStopped }: TortureReport): string {
  if (failure !== null) return `\nFAILED. ${failure}`;
  if (isStopped) return 'Stopped; files and databases are removed. Every warehouse so far equals the undisturbed one.';
  return 'Every warehouse equals the undisturbed one.';
}

/** How long the undisturbed runs took; empty when none has ended. */
function lengthOf(undisturbedMs: readonly number[]): readonly string[] {
  if (undisturbedMs.length === 0) return [];
  return [`An undisturbed run took ${seconds(Math.min(...undisturbedMs))} to ${seconds(Math.max(...undisturbedMs))}.`];
}

/** What a person wants to know of a torture that has ended. */
export function formatReport(report: TortureReport): string {
  const { engine, seed, cases, kills, misses, lockedOut, durationMs, undisturbedMs } = report;
  const locked = lockedOut === 0 ? '' : ` ${lockedOut} runs were locked out for a moment.`;
  return [
    '',
    `Where the kills landed (${engine}, seed ${seed}):`,
    ...histogram(report.steps),
    '',
    `${kills} kills in ${cases} cases, ${misses} came too late, ${seconds(durationMs)}.${locked}`,
    ...lengthOf(undisturbedMs),
    verdict(report),
    '',
  ].join('\n');
}

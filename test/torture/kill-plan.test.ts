import { describe, expect, test } from 'vitest';
import { DELIVERIES } from './deliveries.ts';
import { doneSteps, killAt, momentIn, planCase, stepAt } from './kill-plan.ts';

const MARKS = [
  { name: 'started', ms: 0 },
  { name: 'opened', ms: 400 },
  { name: 'prepare', ms: 600 },
  { name: 'stage order', ms: 620 },
  { name: 'publish order', ms: 900 },
  { name: 'check', ms: 920 },
  { name: 'summary', ms: 950 },
  { name: 'ended', ms: 1000 },
];

const CASES = Array.from({ length: 400 }, (_, index) => index + 1);

describe('the plan of a case', () => {
  test('is the same for the same seed and case, and another for others', () => {
    expect(planCase(7, 3, true)).toEqual(planCase(7, 3, true));
    expect(planCase(7, 3, true)).not.toEqual(planCase(7, 4, true));
    expect(planCase(7, 3, true)).not.toEqual(planCase(8, 3, true));
  });

  test('over many cases, every delivery is killed and let through, and begun with where a warehouse can be copied', () => {
    const plans = CASES.map((number) => planCase(1, number, true));
    const all = plans.flat();
    for (const delivery of DELIVERIES.keys()) {
      const kills = all.filter((plan) => plan.delivery === delivery).map((plan) => plan.kills.length);
      expect(new Set(kills), `delivery ${delivery + 1}`).toEqual(new Set([0, 1, 2, 3, 5]));
    }
    expect(new Set(plans.map((plan) => plan[0]?.delivery))).toEqual(new Set(DELIVERIES.keys()));
    expect(new Set(all.filter(({ isOvertaken }) => isOvertaken).map(({ delivery }) => delivery))).toEqual(new Set([1]));
  });

  test('begins with the first delivery where a warehouse cannot be copied, and comes to the last', () => {
    const plans = CASES.map((number) => planCase(1, number, false));
    expect(new Set(plans.map((plan) => plan[0]?.delivery))).toEqual(new Set([0]));
    expect(new Set(plans.map((plan) => plan.at(-1)?.delivery))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  });
});

describe('a moment', () => {
  test.each([
    ['time', 0, 0, { mark: 0, delayMs: 0 }],
    ['time', 0.5, 0, { mark: 1, delayMs: 100 }],
    ['time', 0.61, 0, { mark: 2, delayMs: 10 }],
    ['time', 0.99, 0, { mark: 6, delayMs: 40 }],
    ['steps', 0, 0.25, { mark: 0, delayMs: 100 }],
    ['steps', 0.5, 0.5, { mark: 3, delayMs: 140 }],
    ['steps', 0.99, 0.5, { mark: 6, delayMs: 25 }],
  ] as const)('drawn over %s at %f and %f is %j', (over, share, within, moment) => {
    const { mark, delayMs } = momentIn(MARKS, { over, share, within });
    expect({ mark, delayMs: Math.round(delayMs) }).toEqual(moment);
  });

  test('has come when a run is as far, also when it leaves a step out', () => {
    const kill = killAt(MARKS, { mark: 3, delayMs: 7 });
    expect(['started', 'opened', 'prepare', 'stage seller'].map((name) => kill({ name, ms: 1 }))).toEqual(
      Array.from({ length: 4 }, () => null),
    );
    expect(kill({ name: 'stage order', ms: 1 })).toBe(7);
    expect(kill({ name: 'publish order', ms: 1 })).toBe(7);
  });
});

describe('where a kill landed', () => {
  test.each([
    [[], [], 'starting'],
    [['started'], [], 'starting'],
    [['started', 'opened'], [], 'schema, sweep and prepare'],
    [['started', 'opened', 'prepare'], [], 'stage order'],
    [['started', 'opened', 'prepare'], ['stage order'], 'publish order'],
    [['started', 'opened', 'prepare'], ['stage order', 'publish order'], 'check'],
    [['started', 'opened', 'prepare', 'check'], [], 'end of the run'],
    [['started', 'opened', 'prepare', 'check', 'summary'], [], 'closing the warehouse'],
  ])('after %j, with %j done before: %s', (said, done, step) => {
    const marks = [...said, 'ended'].map((name) => ({ name, ms: 0 }));
    expect(stepAt(MARKS, marks, new Set(done))).toBe(step);
  });

  test('only staging and publishing are done once and for all', () => {
    expect(doneSteps(MARKS)).toEqual(['stage order', 'publish order']);
  });
});

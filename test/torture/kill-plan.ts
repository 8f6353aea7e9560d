import { Random } from '../../seed/random.ts';
import { DELIVERIES } from './deliveries.ts';
import type { Mark } from './torture-run.ts';

/** Away from the streams of the generated shop. */
const STREAM = 900;

/** A moment as it is drawn, before anybody knows how long a run takes. */
export interface DrawnMoment {
  /** Over time every millisecond is as likely as any other; over steps every step, however short it is. */
  readonly over: 'time' | 'steps';
  /** Which millisecond, or which step; 0 to 1. */
  readonly share: number;
  /** How far into the step; 0 to 1. Without meaning for moments over time. */
  readonly within: number;
}

export interface DeliveryPlan {
  /** Index of the delivery. */
  readonly delivery: number;
  readonly kills: readonly DrawnMoment[];
  /** The next delivery comes although this one was never loaded to its end. */
  readonly isOvertaken: boolean;
}

/** How many kills a delivery gets, one after the other. None lets it through undisturbed. */
const KILLS = [
  { kills: 0, weight: 1 },
  { kills: 1, weight: 2 },
  { kills: 2, weight: 4 },
  { kills: 3, weight: 4 },
  { kills: 5, weight: 2 },
] as const;

function drawMoment(random: Random): DrawnMoment {
  return { over: random.perMille(500) ? 'time' : 'steps', share: random.unit(), within: random.unit() };
}

/** From which delivery to which a case goes. Where it must begin with the first, it goes on for longer. */
function drawSpan(random: Random, beginsAnywhere: boolean): readonly [first: number, last: number] {
  const end = DELIVERIES.length - 1;
  // One case in three creates the tables too.
  const first = random.perMille(333) ? 0 : random.below(DELIVERIES.length);
  if (beginsAnywhere) return [first, Math.min(end, first + random.between(1, 3))];
  return [0, random.between(1, end)];
}

/** What happens in a case: some deliveries in a row, each with its kills. Depends on the seed and the case alone. */
export function planCase(seed: number, caseNumber: number, beginsAnywhere: boolean): readonly DeliveryPlan[] {
  const random = new Random(seed, STREAM, caseNumber);
  const [first, last] = drawSpan(random, beginsAnywhere);
  return DELIVERIES.slice(first, last + 1).map(({ mayBeOvertaken }, index) => {
    const { kills } = random.weighted(KILLS);
    const isOvertaken = mayBeOvertaken && first + index < last && random.perMille(500);
    return { delivery: first + index, kills: Array.from({ length: kills }, () => drawMoment(random)), isOvertaken };
  });
}

/** A moment of a run: when the run is this far, and then some milliseconds. */
export interface KillMoment {
  /** Index into the marks of the undisturbed run. */
  readonly mark: number;
  readonly delayMs: number;
}

/** Finds a drawn moment in the measured run. It is told from the last mark before it, so that it is met on a slow day too. */
export function momentIn(marks: readonly Mark[], { over, share, within }: DrawnMoment): KillMoment {
  const begins = marks.slice(0, -1).map(({ ms }) => ms);
  const endMs = marks.at(-1)?.ms ?? 0;
  if (over === 'steps') {
    const mark = Math.floor(share * begins.length);
    const startMs = begins[mark] ?? 0;
    return { mark, delayMs: within * ((marks[mark + 1]?.ms ?? startMs) - startMs) };
  }
  const ms = share * endMs;
  const mark = begins.findLastIndex((begin) => begin <= ms);
  return { mark, delayMs: ms - (begins[mark] ?? 0) };
}

/** For {@link tortureRun}: a run that goes on where another was killed leaves marks out, and the next one counts. */
export function killAt(marks: readonly Mark[], moment: KillMoment): (mark: Mark) => number | null {
  const order = new Map(marks.map(({ name }, index) => [name, index]));
  return ({ name }) => ((order.get(name) ?? -1) >= moment.mark ? moment.delayMs : null);
}

/** In words: what a run was at after a mark, when the undisturbed one went on to the next. */
const UP_TO: Readonly<Record<string, string>> = {
  opened: 'starting',
  prepare: 'schema, sweep and prepare',
  summary: 'end of the run',
  ended: 'closing the warehouse',
};

/**
 * What a killed run was at: what came next in the undisturbed run after the last thing it said. Steps that earlier runs
 * had done already are left out.
 */
export function stepAt(undisturbed: readonly Mark[], killed: readonly Mark[], done: ReadonlySet<string>): string {
  const names = undisturbed.map(({ name }) => name);
  const said = killed.filter(({ name }) => name !== 'ended' && names.includes(name)).at(-1)?.name ?? 'started';
  const next = names.slice(names.indexOf(said) + 1).find((name) => !done.has(name)) ?? 'ended';
  return UP_TO[next] ?? next;
}

/** Steps that need not be done again once they are done. */
export function doneSteps(marks: readonly Mark[]): readonly string[] {
  return marks.map(({ name }) => name).filter((name) => /^(stage|publish) /.test(name));
}

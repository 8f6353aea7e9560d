import { join } from 'node:path';

const DIGITS = 7;

function padded(number: number): string {
  return String(number).padStart(DIGITS, '0');
}

/** What is where in the folder of a bronze. */
export class BronzePlaces {
  readonly directory: string;
  /** One folder a sealed batch, `0000012-order`. */
  readonly batches: string;
  /** One folder a sealed supplement, `0000015-order`: run and entity. */
  readonly supplements: string;
  /** One file a run. */
  readonly runs: string;
  /** What is begun or on its way out. */
  readonly partial: string;
  readonly head: string;

  constructor(directory: string) {
    this.directory = directory;
    this.batches = join(directory, 'batches');
    this.supplements = join(directory, 'supplements');
    this.runs = join(directory, 'runs');
    this.partial = join(directory, 'partial');
    this.head = join(directory, 'bronze.json');
  }

  batchName(batchId: number, entity: string): string {
    return `${padded(batchId)}-${entity}`;
  }

  supplementName(runId: number, entity: string): string {
    return `${padded(runId)}-${entity}`;
  }

  runFile(runId: number): string {
    return join(this.runs, `${padded(runId)}.json`);
  }
}

export const MANIFEST = 'manifest.json';

/** The entity at the end of a name in the folder; empty where it names none. */
export function entityIn(name: string): string {
  return /^\d{7,}-([a-z_]+)$/.exec(name)?.[1] ?? '';
}

/** The number at the start of a name in the folder, or null for what is none of ours. */
export function numberIn(name: string): number | null {
  const digits = /^(\d{7,})(-[a-z_]+|\.json)$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

import type { RunEvent } from '../../orchestration/run-events.ts';

/** Rows of a full chunk of the pipeline. */
const CHUNK_ROWS = 16_384;

const isChunk = (event: RunEvent, entity: string, from: number): boolean =>
  event.kind === 'chunk staged' && event.entity === entity && event.rows > from;

const isStatement = (event: RunEvent, entity: string, name: string): boolean =>
  event.kind === 'statement done' && event.entity === entity && event.name === name;

const isStep = (event: RunEvent, kind: 'step started' | 'step finished', step: string): boolean =>
  event.kind === kind && event.step === step;

/** Moments of a first load at which a process can be killed, in the order in which they come. */
export const KILL_MOMENTS = {
  'the run has started': (event: RunEvent) => event.kind === 'run started',
  'the first batch is complete': (event: RunEvent) => event.kind === 'batch complete' && event.entity === 'geography',
  'orders are in bronze, but their batch is not complete': (event: RunEvent) =>
    event.kind === 'batch archived' && event.entity === 'order',
  'orders are staged, but not published': (event: RunEvent) =>
    event.kind === 'batch complete' && event.entity === 'order',
  'the second chunk of items is staged': (event: RunEvent) => isChunk(event, 'order_item', CHUNK_ROWS),
  'the last chunk of items is staged, but the batch is not complete': (event: RunEvent) =>
    isChunk(event, 'order_item', 2 * CHUNK_ROWS),
  'everything is staged and nothing published': (event: RunEvent) =>
    isStep(event, 'step finished', 'stage support_ticket'),
  'customers are in the star, but their transaction is open': (event: RunEvent) =>
    isStatement(event, 'customer', 'insert into dim.customer'),
  'customers are published': (event: RunEvent) => event.kind === 'published' && event.entity === 'customer',
  'orders have inferred their customers': (event: RunEvent) =>
    isStatement(event, 'order', 'infer members of customer from order'),
  'items are in the star, but their transaction is open': (event: RunEvent) =>
    isStatement(event, 'order_item', 'insert into fact.order_item'),
  'the transaction of payments is about to commit': (event: RunEvent) =>
    isStatement(event, 'payment', 'insert into fact.payment'),
  'everything is published and nothing checked': (event: RunEvent) => isStep(event, 'step started', 'check'),
  'everything is done but the end of the run': (event: RunEvent) => isStep(event, 'step finished', 'check'),
} as const;

export type KillMoment = keyof typeof KILL_MOMENTS;

const isReplayed = (event: RunEvent, entity: string): boolean => event.kind === 'replayed' && event.entity === entity;

/** Moments of a replay, in the order in which they come. */
export const REPLAY_MOMENTS = {
  'the run has started': (event: RunEvent) => event.kind === 'run started',
  'customers are typed and staged, but still refused': (event: RunEvent) => isChunk(event, 'customer', 0),
  'customers are in bronze, but still refused': (event: RunEvent) =>
    event.kind === 'replay archived' && event.entity === 'customer',
  'customers are let in, but not published': (event: RunEvent) => isReplayed(event, 'customer'),
  'versions of customers are in the star, but their transaction is open': (event: RunEvent) =>
    isStatement(event, 'customer', 'insert into dim.customer'),
  'orders are let in, but not published': (event: RunEvent) => isReplayed(event, 'order'),
  'orders are published': (event: RunEvent) => event.kind === 'published' && event.entity === 'order',
  'items are in the star, but their transaction is open': (event: RunEvent) =>
    isStatement(event, 'order_item', 'insert into fact.order_item'),
  'the last rows are let in, but not published': (event: RunEvent) => isReplayed(event, 'review'),
  'everything is published and nothing checked': (event: RunEvent) => isStep(event, 'step started', 'check'),
  'everything is done but the end of the run': (event: RunEvent) => isStep(event, 'step finished', 'check'),
} as const;

export type ReplayMoment = keyof typeof REPLAY_MOMENTS;

export function isReplayMoment(name: string): name is ReplayMoment {
  return name in REPLAY_MOMENTS;
}

export function isKillMoment(name: string): name is KillMoment {
  return name in KILL_MOMENTS;
}

import { describe, expect, test } from 'vitest';
import type { Config } from '../../../core/config/schema.ts';
import { Random } from '../../../seed/random.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals, type ShopTable } from '../arrivals.ts';
import { customer, item, order, payment, product, review, seller } from '../small-shop.ts';
import { mapping } from '../test-config.ts';

const TIMEOUT_MS = 300_000;
const DAYS = 5;

const LONG_NAME = 'n'.repeat(201);

/** What has to be mended for every row of the shops below to be right; under the example's configuration many are not. */
const MENDINGS: readonly ((config: Config) => Config)[] = [
  mapping('customer', { subscribed_date: { column: 'subscribed_date', dateFormat: 'dd.MM.yyyy' } }),
  mapping('product', { list_price: { column: 'list_price', decimalSeparator: ',' } }),
  mapping('seller', { seller_name: { column: 'seller_name', values: { [LONG_NAME]: 'Long' } } }),
  mapping('order', { approved_at_utc: { column: 'approved_at', datetimeFormat: 'dd.MM.yyyy HH:mm:ss' } }),
  mapping('order_item', { unit_price: { column: 'unit_price', decimalSeparator: ',' } }),
  mapping('payment', { amount: { column: 'amount', nullMarkers: [], values: { unknown: '0' } } }),
  mapping('review', { score: { column: 'score', values: { five: '5' } } }),
];

type Row = Readonly<Record<string, string>>;

/**
 * Rows of a shop and the day each arrives, drawn. Most keys come several times: with times of change of their own, with
 * the same as the row before, or with none.
 */
class DrawnShop {
  readonly #random: Random;
  readonly #arrivals = new Map<string, Row[]>();
  #moment = 0;
  #lastChange = '';

  constructor(seed: number) {
    this.#random = new Random(seed, 2, 7);
    for (let number = 1; number <= 6; number++) this.#members(number);
    for (let number = 1; number <= 14; number++) this.#order(`O${number}`);
  }

  /** What arrives on a day. */
  of(table: ShopTable, day: number): readonly Row[] {
    return this.#arrivals.get(`${table} ${day}`) ?? [];
  }

  #put(table: ShopTable, row: Row): void {
    const name = `${table} ${this.#random.between(1, DAYS)}`;
    this.#arrivals.set(name, [...(this.#arrivals.get(name) ?? []), row]);
  }

  #either(right: string, broken: string): string {
    return this.#random.below(2) === 0 ? right : broken;
  }

  /** In no order; one of four is that of the row drawn before, if it is of the same key. */
  #changedAt(version: number): string {
    if (version === 0 || this.#random.below(4) > 0) this.#lastChange = this.#nextChange();
    return this.#lastChange;
  }

  #nextChange(): string {
    this.#moment += 1;
    const [day, hour] = [this.#random.between(1, 28), this.#random.below(24)];
    const two = (value: number): string => String(value).padStart(2, '0');
    return `2025-03-${two(day)} ${two(hour)}:${two(Math.floor(this.#moment / 60))}:${two(this.#moment % 60)}`;
  }

  #members(number: number): void {
    for (let version = 0; version < 3; version++) {
      this.#put('sellers', seller(`S${number}`, { city: this.#city(), seller_name: this.#either('Plain', LONG_NAME) }));
    }
    for (let version = 0; version < 4; version++) {
      const [subscribed_date, changed_at] = [this.#either('', '05.01.2024'), this.#changedAt(version)];
      this.#put('customers', customer(`C${number}`, { city: this.#city(), subscribed_date, changed_at }));
    }
    for (let version = 0; version < 4; version++) {
      const [list_price, changed_at] = [this.#price(), this.#changedAt(version)];
      this.#put('products', product(`P${number}`, { list_price, changed_at }));
    }
  }

  #city(): string {
    return `City ${this.#random.below(3)}`;
  }

  /** The half of them with a comma. */
  #price(): string {
    const price = this.#random.between(7, 9);
    return this.#either(String(price), `"${price},50"`);
  }

  #order(id: string): void {
    const purchased_at = `2025-03-${this.#random.between(10, 28)} 10:00:00`;
    for (let version = 0; version < 3; version++) {
      const approved_at = this.#either('', '10.03.2025 12:00:00');
      const customer_id = `C${this.#random.between(1, 7)}`;
      this.#put('orders', order(id, { customer_id, purchased_at, approved_at, changed_at: this.#changedAt(version) }));
    }
    for (let version = 0; version < 4; version++) this.#children(id, version);
  }

  #children(id: string, version: number): void {
    const [product_id, seller_id] = [`P${this.#random.between(1, 7)}`, `S${this.#random.between(1, 7)}`];
    this.#put('order_items', item(id, 1 + (version % 2), { product_id, seller_id, unit_price: this.#price() }));
    this.#put('payments', payment(id, 1, { amount: this.#either(`${version}`, 'unknown') }));
    this.#put('reviews', review(`R-${id}`, id, { score: this.#either(String(1 + version), 'five') }));
  }
}

const TABLES = ['sellers', 'customers', 'products', 'orders', 'order_items', 'payments', 'reviews'] as const;

const nowOf = (day: number, hour: number): string => `2026-03-${String(2 * day).padStart(2, '0')}T${hour}:00:00Z`;

/** Rows of many batches have the same numbers: parts must neither split nor repeat them. */
const PART_SIZE = 4;

/** Runs that had rows refused, in a drawn order. */
async function drawnRuns(shop: Arrivals, random: Random): Promise<readonly number[]> {
  const runs = await shop.lines(
    `SELECT DISTINCT b.run_id FROM ops.quarantine AS q
INNER JOIN ops.batch AS b ON b.batch_id = q.batch_id ORDER BY b.run_id`,
  );
  const placed = runs.map((runId) => ({ runId: Number(runId), place: random.below(1_000_000) }));
  return placed.toSorted((a, b) => a.place - b.place).map(({ runId }) => runId);
}

async function replayRuns(shop: Arrivals, runs: readonly number[], now: string): Promise<void> {
  for (const runId of runs) await shop.replay({ now, filter: { runId }, partSize: PART_SIZE });
}

async function deliverDay(shop: Arrivals, drawn: DrawnShop, day: number): Promise<void> {
  for (const table of TABLES) {
    const rows = drawn.of(table, day);
    if (rows.length > 0) await shop.deliver(table, String(day), rows);
  }
  await shop.run({ now: nowOf(day, 10), partSize: PART_SIZE });
}

/**
 * Shops that arrive over days, two days apart, so that children are given up; mended one by one, and after a day one run
 * is replayed, or all. At the end run by run, then what is left: children that were tried before their parents.
 */
async function arrive(shop: Arrivals, seed: number): Promise<void> {
  const random = new Random(seed, 3, 7);
  const drawn = new DrawnShop(seed);
  const left = [...MENDINGS];
  for (let day = 1; day <= DAYS; day++) {
    await deliverDay(shop, drawn, day);
    const [mending] = random.below(2) === 0 ? left.splice(random.below(left.length), 1) : [];
    if (mending !== undefined) shop.configure(mending);
    if (random.below(2) === 0) await shop.replay({ now: nowOf(day, 12), partSize: PART_SIZE });
    else await replayRuns(shop, (await drawnRuns(shop, random)).slice(0, 1), nowOf(day, 12));
  }
  for (const mending of left) shop.configure(mending);
  await replayRuns(shop, await drawnRuns(shop, random), nowOf(DAYS, 13));
  await shop.replay({ now: nowOf(DAYS, 14), partSize: PART_SIZE });
}

/** Whatever was refused, mended and replayed when: the warehouse is that of a configuration right from the start. */
export function testRandomReplays(places: WarehousePlaces, seeds: readonly number[]): void {
  describe('a drawn shop whose broken rows are replayed', () => {
    test.each(seeds)(
      'ends like one that was read rightly from the start: seed %i',
      async (seed) => {
        const shop = await Arrivals.open(places);
        await arrive(shop, seed);
        const statuses = `SELECT q.status, COUNT(*) AS refused FROM ops.quarantine AS q GROUP BY q.status`;
        const [line = '', ...others] = await shop.lines(statuses);
        expect(others).toEqual([]);
        expect(line).toMatch(/^replayed \| \d\d/);
        await shop.expectSameAsAllAtOnce();
        await shop.expectFullChangesNothing();
      },
      TIMEOUT_MS,
    );
  });
}

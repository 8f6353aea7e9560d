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

/** Rows of a shop and the day each arrives, drawn; every change of a member has a time of its own. */
class DrawnShop {
  readonly #random: Random;
  readonly #arrivals = new Map<string, Row[]>();
  #moment = 0;

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

  /** Never twice, in no order. */
  #changedAt(): string {
    this.#moment += 1;
    const [day, hour] = [this.#random.between(1, 28), this.#random.below(24)];
    const two = (value: number): string => String(value).padStart(2, '0');
    return `2025-03-${two(day)} ${two(hour)}:${two(Math.floor(this.#moment / 60))}:${two(this.#moment % 60)}`;
  }

  #members(number: number): void {
    this.#put('sellers', seller(`S${number}`, { seller_name: this.#either('Plain', LONG_NAME) }));
    for (let version = 0; version < 3; version++) {
      const city = `City ${this.#random.below(3)}`;
      const subscribed_date = this.#either('', '05.01.2024');
      this.#put('customers', customer(`C${number}`, { city, subscribed_date, changed_at: this.#changedAt() }));
      const list_price = this.#either('7', '"12,50"');
      this.#put('products', product(`P${number}`, { list_price, changed_at: this.#changedAt() }));
    }
  }

  #order(id: string): void {
    const purchased_at = `2025-03-${this.#random.between(10, 28)} 10:00:00`;
    for (let version = 0; version < 2; version++) {
      const approved_at = this.#either('', '10.03.2025 12:00:00');
      const customer_id = `C${this.#random.between(1, 7)}`;
      this.#put('orders', order(id, { customer_id, purchased_at, approved_at, changed_at: this.#changedAt() }));
    }
    for (let line = 1; line <= 2; line++) {
      const [product_id, seller_id] = [`P${this.#random.between(1, 7)}`, `S${this.#random.between(1, 7)}`];
      this.#put('order_items', item(id, line, { product_id, seller_id, unit_price: this.#either('10', '"12,50"') }));
    }
    this.#put('payments', payment(id, 1, { amount: this.#either('9', 'unknown') }));
    this.#put('reviews', review(`R-${id}`, id, { score: this.#either('4', 'five') }));
  }
}

const TABLES = ['sellers', 'customers', 'products', 'orders', 'order_items', 'payments', 'reviews'] as const;

const nowOf = (day: number, hour: number): string => `2026-03-${String(2 * day).padStart(2, '0')}T${hour}:00:00Z`;

/** Shops that arrive over days, two days apart, so that children are given up; mended one by one, now and then replayed. */
async function arrive(shop: Arrivals, seed: number): Promise<void> {
  const random = new Random(seed, 3, 7);
  const drawn = new DrawnShop(seed);
  const left = [...MENDINGS];
  for (let day = 1; day <= DAYS; day++) {
    for (const table of TABLES) {
      const rows = drawn.of(table, day);
      if (rows.length > 0) await shop.deliver(table, String(day), rows);
    }
    await shop.run({ now: nowOf(day, 10) });
    const [mending] = random.below(2) === 0 ? left.splice(random.below(left.length), 1) : [];
    if (mending !== undefined) shop.configure(mending);
    if (random.below(2) === 0) await shop.replay({ now: nowOf(day, 12) });
  }
  for (const mending of left) shop.configure(mending);
  await shop.replay({ now: nowOf(DAYS, 14) });
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

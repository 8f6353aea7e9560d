import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../seed/random.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { type ProductRow, ReferenceHistory } from '../reference-history.ts';
import { item, order, product, seller } from '../small-shop.ts';
import { complete, mapping } from '../test-config.ts';

const TIMEOUT_MS = 240_000;
const DAYS = 8;
const IDS = ['10', '11', '12', '13', '14', '15'];

/** Refused until the configuration is mended. */
const COMMA_PRICE = '"12,50"';
const LONG_NAME = 'n'.repeat(201);
const MENDED_PRICES = mapping('product', { list_price: { column: 'list_price', decimalSeparator: ',' } });
const MENDED_NAMES = mapping('seller', { seller_name: { column: 'seller_name', values: { [LONG_NAME]: 'Long' } } });

const VERSIONS = `SELECT p.product_id, p.valid_from_utc, p.valid_to_utc, p.category, p.brand, p.list_price, p.product_name, p.is_deleted
FROM dim.product AS p
WHERE p.product_key > 0 AND p.is_inferred = CAST(0 AS bit)
ORDER BY p.product_id, p.valid_from_utc`;
const SELLERS = `SELECT s.seller_id, s.city, s.is_deleted
FROM dim.seller AS s
WHERE s.seller_key > 0 AND s.is_inferred = CAST(0 AS bit)
ORDER BY s.seller_id`;
const SEEN = `SELECT s.product_id, s.since_utc, s.is_deleted, s.is_first
FROM hist.product_seen AS s
ORDER BY s.product_id, s.since_utc`;
const K9 = `SELECT p.valid_from_utc, p.is_deleted, p.is_current
FROM dim.product AS p
WHERE p.product_id = 'K9'
ORDER BY p.valid_from_utc`;
const GONE = 'SELECT s.seller_id FROM dim.seller AS s WHERE s.is_deleted = CAST(1 AS bit) ORDER BY s.seller_id';

const two = (day: number): string => String(day).padStart(2, '0');
const fileTime = (day: number): string => `2025-03-${two(day)}T06:00:00Z`;

/** A file of either kind: which keys it holds, and which of them in rows that are refused until they are mended. */
interface DrawnFile {
  readonly day: number;
  readonly products: readonly ProductRow[];
  readonly sellers: readonly string[];
  readonly broken: ReadonlySet<string>;
}

function drawFile(random: Random, day: number): DrawnFile {
  const pick = (values: readonly string[]): string => values[random.below(values.length)] ?? '';
  const held = () => [...IDS.filter(() => random.below(3) > 0), '99'];
  const sellers = held().map((id) => `S${id}`);
  const products = held().map((id) => ({
    id: `P${id}`,
    changedAt: random.below(6) === 0 ? '' : `2025-03-${two(random.between(1, DAYS + 2))} 00:00:00`,
    category: pick(['Lamps', 'Chairs']),
    brand: pick(['', 'Acme']),
    price: '7.0000',
    name: `File ${day}`,
  }));
  // Half of the files have none, so that they count.
  const isBroken = random.below(2) === 0;
  const broken = [...products.map(({ id }) => id), ...sellers].filter(() => isBroken && random.below(4) === 0);
  return { day, products, sellers, broken: new Set(broken) };
}

/** A file for each day, some of them moved back behind later ones. */
function drawFiles(random: Random): readonly DrawnFile[] {
  const files = Array.from({ length: DAYS }, (_, index) => drawFile(random, index + 1));
  return files
    .map((file) => ({ file, place: file.day + (random.below(3) === 0 ? random.between(1, 3) + 0.5 : 0) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ file }) => file);
}

/** What a configuration makes of the files that have come, in the order of their times. */
class Reference {
  readonly #files: DrawnFile[] = [];
  isMended = false;

  add(file: DrawnFile): void {
    this.#files.push(file);
    this.#files.sort((a, b) => a.day - b.day);
  }

  #typed(file: DrawnFile, id: string): boolean {
    return this.isMended || !file.broken.has(id);
  }

  versions(): readonly string[] {
    const history = new ReferenceHistory();
    for (const file of this.#files) {
      const rows = file.products
        .filter(({ id }) => this.#typed(file, id))
        .map((row) => (file.broken.has(row.id) ? { ...row, price: '12.5000' } : row));
      const at = `2025-03-${two(file.day)} 06:00:00`;
      history.complete(at, rows, rows.length === file.products.length);
    }
    return history
      .versions()
      .map(({ id, from, to, category, brand, price, name, isDeleted }) =>
        [id, `${from}.000`, `${to}.000`, category, brand === '' ? 'null' : brand, price, name, isDeleted].join(' | '),
      );
  }

  sellers(): readonly string[] {
    const sellers = new Map<string, { readonly city: string; readonly isDeleted: boolean }>();
    for (const file of this.#files) {
      const typed = file.sellers.filter((id) => this.#typed(file, id));
      for (const [id, { city }] of sellers) {
        if (typed.length === file.sellers.length) sellers.set(id, { city, isDeleted: true });
      }
      for (const id of typed) sellers.set(id, { city: `City ${file.day}`, isDeleted: false });
    }
    return [...sellers].sort().map(([id, { city, isDeleted }]) => [id, city, isDeleted].join(' | '));
  }
}

async function deliver(shop: Arrivals, { day, products, sellers, broken }: DrawnFile): Promise<void> {
  const rows = products.map(({ id, changedAt, category, brand, name }) =>
    product(id, {
      changed_at: changedAt,
      category,
      brand,
      list_price: broken.has(id) ? COMMA_PRICE : '7',
      product_name: name,
    }),
  );
  await shop.deliverAt('products', two(day), fileTime(day), rows);
  const others = sellers.map((id) =>
    seller(id, { city: `City ${day}`, seller_name: broken.has(id) ? LONG_NAME : 'Plain' }),
  );
  await shop.deliverAt('sellers', two(day), fileTime(day), others);
}

/** Of each key the first row is the first and says that it is there, and then each says the opposite of the one before. */
async function expectAlternating(shop: Arrivals): Promise<void> {
  let previous: readonly string[] = [];
  for (const line of await shop.lines(SEEN)) {
    const row = line.split(' | ');
    const [id, since, isDeleted, isFirst] = row;
    if (id === previous[0]) {
      expect([line, isFirst, isDeleted]).not.toEqual([line, isFirst, previous[2]]);
      expect([line, isFirst, since === previous[1]]).toEqual([line, 'false', false]);
    } else {
      expect([line, isDeleted, isFirst]).toEqual([line, 'false', 'true']);
    }
    previous = row;
  }
}

async function expectReference(shop: Arrivals, reference: Reference): Promise<void> {
  expect(await shop.lines(VERSIONS)).toEqual(reference.versions());
  expect(await shop.lines(SELLERS)).toEqual(reference.sellers());
}

async function mend(shop: Arrivals, reference: Reference): Promise<void> {
  shop.configure(MENDED_PRICES);
  shop.configure(MENDED_NAMES);
  reference.isMended = true;
}

/** Files that come in drawn order, mended on a drawn day, replayed and read again in full now and then. */
async function arrive(shop: Arrivals, random: Random, reference: Reference): Promise<void> {
  const mendedAfter = random.between(3, DAYS);
  for (const [index, file] of drawFiles(random).entries()) {
    await deliver(shop, file);
    reference.add(file);
    if (index === mendedAfter) await mend(shop, reference);
    if (random.below(3) === 0) continue;
    const full = random.below(4) === 0;
    await shop.run({ full });
    if (full) await expectReference(shop, reference);
    if (random.below(3) === 0) await shop.replay();
    await expectAlternating(shop);
  }
}

const lamps = (ids: readonly string[], values: Readonly<Record<string, string>> = {}) =>
  ids.map((id) => product(id, { list_price: '7', ...values }));

const open = (places: WarehousePlaces, entities: readonly string[] = ['product']) =>
  Arrivals.open(places, complete(entities, { maxDeletedShare: 1 }));

/** K9 refused in the first file, not in the second, right in the third; all hold A, B and C. */
async function withRefused(places: WarehousePlaces): Promise<Arrivals> {
  const shop = await open(places);
  const others = lamps(['A', 'B', 'C']);
  await shop.deliverAt('products', '1', fileTime(1), [...others, ...lamps(['K9'], { list_price: COMMA_PRICE })]);
  await shop.run();
  await shop.deliverAt('products', '2', fileTime(2), others);
  await shop.run();
  await shop.deliverAt('products', '3', fileTime(3), [...others, ...lamps(['K9'])]);
  await shop.run();
  shop.configure(MENDED_PRICES);
  return shop;
}

const GONE_ONCE = [
  '1900-01-01 00:00:00.000 | false | false',
  '2025-03-02 06:00:00.000 | true | false',
  '2025-03-03 06:00:00.000 | false | true',
];

/** What complete files say once refused rows are let in, files come late, or all of it is read again. */
export function testMendedFiles(places: WarehousePlaces, seeds: readonly number[]): void {
  describe('complete files that are mended', () => {
    test('let a key be there that a refused row had held, read again in full', async () => {
      const shop = await withRefused(places);
      await shop.run({ full: true });
      expect(await shop.lines(K9)).toEqual(GONE_ONCE);
      await shop.deliverAt('products', '4', fileTime(4), lamps(['A', 'B', 'C', 'K9', 'D']));
      await shop.run();
      expect(await shop.lines(K9)).toEqual(GONE_ONCE);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('let it be gone between, replayed', async () => {
      const shop = await withRefused(places);
      await shop.replay();
      expect(await shop.lines(K9)).toEqual(GONE_ONCE);
      await expectAlternating(shop);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('let it be there in one piece where no whole file lacks it between', async () => {
      const shop = await open(places);
      const refused = lamps(['K9'], { list_price: COMMA_PRICE });
      await shop.deliverAt('products', '1', fileTime(1), [...lamps(['A']), ...refused]);
      await shop.deliverAt('products', '2', fileTime(2), [...lamps(['A', 'B']), ...refused]);
      await shop.deliverAt('products', '3', fileTime(3), lamps(['A', 'B', 'K9']));
      await shop.run();
      shop.configure(MENDED_PRICES);
      await shop.replay();
      expect(await shop.lines(K9)).toEqual(['1900-01-01 00:00:00.000 | false | true']);
      expect((await shop.lines(SEEN)).filter((line) => line.startsWith('K9'))).toEqual([
        'K9 | 2025-03-01 06:00:00.000 | false | true',
      ]);
      await shop.run({ full: true });
      await shop.expectSameAsAllAtOnce();
    });

    test('that came late delete at their time once all are read again', async () => {
      const shop = await open(places);
      await shop.deliverAt('products', '2', fileTime(2), lamps(['A', 'B']));
      await shop.run();
      await shop.deliverAt('products', '3', fileTime(3), lamps(['A', 'B', 'K9']));
      await shop.run();
      await shop.deliverAt('products', '1', fileTime(1), lamps(['A', 'K9', 'D']));
      await shop.run();
      expect(await shop.lines(K9)).toEqual(GONE_ONCE);
      await shop.run({ full: true });
      expect(await shop.lines(K9)).toEqual(GONE_ONCE);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('delete up to the next one, read again while an older one is gone', async () => {
      const shop = await open(places);
      const refused = lamps(['K9'], { list_price: COMMA_PRICE });
      await shop.deliverAt('products', '0', fileTime(1), lamps(['A', 'B']));
      await shop.run();
      await shop.deliverAt('products', '1', fileTime(2), [...lamps(['A']), ...refused]);
      await shop.run();
      await shop.deliverAt('products', '2', fileTime(3), lamps(['A', 'B']));
      await shop.run();
      await shop.deliverAt('products', '3', fileTime(4), lamps(['A', 'B', 'K9']));
      await shop.run();
      await rm(join(shop.directory, 'files', 'products-0.csv'));
      shop.configure(MENDED_PRICES);
      await shop.run({ full: true });
      expect(await shop.lines(SEEN)).toEqual([
        'A | 2025-03-01 06:00:00.000 | false | true',
        'B | 2025-03-01 06:00:00.000 | false | true',
        'B | 2025-03-02 06:00:00.000 | true | false',
        'B | 2025-03-03 06:00:00.000 | false | false',
        'K9 | 2025-03-02 06:00:00.000 | false | true',
        'K9 | 2025-03-03 06:00:00.000 | true | false',
        'K9 | 2025-03-04 06:00:00.000 | false | false',
      ]);
      expect(await shop.presence('product')).toEqual(['0 | 0', '0 | 0', '0 | 0', '0 | 0', '2 | 2']);
      await shop.expectFullChangesNothing();
    });

    test('let a row return that a later file had held in a refused row, replayed', async () => {
      const shop = await open(places, ['seller']);
      await shop.deliverAt('sellers', '1', fileTime(1), [seller('S1'), seller('S2'), seller('S3')]);
      await shop.run();
      await shop.deliverAt('sellers', '2', fileTime(2), [seller('S1')]);
      await shop.run();
      await shop.deliverAt('sellers', '3', fileTime(3), [seller('S1'), seller('S2', { seller_name: LONG_NAME })]);
      await shop.run();
      expect(await shop.lines(GONE)).toEqual(['S2', 'S3']);
      shop.configure(MENDED_NAMES);
      await shop.replay();
      expect(await shop.lines(GONE)).toEqual(['S3']);
      await shop.expectSameAsAllAtOnce();
      await shop.expectFullChangesNothing();
    });

    test('delete no row of a file that is not complete any more', async () => {
      const shop = await open(places, ['seller']);
      await shop.deliverAt('sellers', '1', fileTime(1), [seller('S1'), seller('S2')]);
      await shop.deliverAt('sellers', '2', fileTime(2), [seller('S1')]);
      await shop.run();
      const sources = Object.entries(shop.config.sources).map(
        ([name, source]) => [name, { ...source, feeds: source.feeds.map(({ complete: _, ...feed }) => feed) }] as const,
      );
      shop.configure((config) => ({ ...config, sources: Object.fromEntries(sources) }));
      await shop.deliverAt('sellers', '3', fileTime(3), [seller('S4')]);
      await shop.run();
      expect(await shop.lines(GONE)).toEqual(['S2']);
    });

    test.each(seeds)(
      'end as if they had been right and in order from the start: seed %d',
      async (seed) => {
        const random = new Random(seed, 8, 1);
        const shop = await open(places, ['product', 'seller']);
        const days = Array.from({ length: DAYS }, (_, index) => index + 1);
        await shop.deliver(
          'orders',
          '1',
          days.map((day) => order(`O${day}`, { purchased_at: `2025-03-${two(day)} 12:00:00` })),
        );
        const sold = days.map((day) =>
          item(`O${day}`, 1, { product_id: `P${10 + random.below(6)}`, seller_id: 'S99' }),
        );
        await shop.deliver('order_items', '1', sold);
        const reference = new Reference();
        await arrive(shop, random, reference);
        if (!reference.isMended) await mend(shop, reference);
        await shop.run({ full: true });
        await expectAlternating(shop);
        await expectReference(shop, reference);
        await shop.expectSameAsAllAtOnce();
        await shop.expectFullChangesNothing();
      },
      TIMEOUT_MS,
    );
  });
}

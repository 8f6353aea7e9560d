import { describe, expect, test } from 'vitest';
import { Random } from '../../../seed/random.ts';
import type { WarehousePlaces } from '../../ports/warehouse/place.ts';
import { Arrivals } from '../arrivals.ts';
import { ReferenceMembers } from '../reference-members.ts';
import { customer, item, order, profile } from '../small-shop.ts';

const TIMEOUT_MS = 300_000;

/** Midnight of a day in March 2025. */
const at = (day: number): string => `2025-03-${String(day).padStart(2, '0')} 00:00:00`;

const CUSTOMERS = `SELECT c.customer_id, c.valid_from_utc, c.valid_to_utc, c.city, c.segment, c.loyalty_points, c.is_inferred
FROM dim.customer AS c
WHERE c.customer_key > 0
ORDER BY c.customer_id, c.valid_from_utc`;

/** Customer, days of March 2025 between which the version holds, city, segment, points, and whether it is inferred. */
async function versions(shop: Arrivals): Promise<readonly string[]> {
  const lines = await shop.lines(CUSTOMERS);
  return lines.map((line) => {
    const [id, from = '', to = '', ...values] = line.split(' | ');
    const start = from.startsWith('1900') ? '' : Number(from.slice(8, 10));
    const end = to.startsWith('9999') ? '' : Number(to.slice(8, 10));
    return `${id} ${start}..${end}: ${values.join(' ')}`;
  });
}

const KEYS = 'SELECT c.customer_id, c.since_utc, c.customer_key FROM dim.customer AS c WHERE c.customer_key > 0';

const versionOf = (line: string): string => line.slice(0, line.lastIndexOf(' | '));

/** Versions that begin with the same change as before, and have another key. */
function changedKeys(before: readonly string[], after: readonly string[]): readonly string[] {
  const began = new Set(after.map(versionOf));
  return before.filter((line) => began.has(versionOf(line)) && !after.includes(line));
}

const BOUGHT = `SELECT o.order_id, c.segment, j.segment AS item_segment
FROM fact.sales_order AS o
INNER JOIN fact.order_item AS i ON i.order_key = o.order_key
INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key
INNER JOIN dim.customer AS j ON j.customer_key = i.customer_key
ORDER BY o.order_id`;

const living = (city: string, day: number) => customer('C1', { city, changed_at: at(day) });
const grouped = (segment: string, day: number, points = '10') =>
  profile('C1', { segment, loyalty_points: points, changed_at: at(day) });

async function openWithOrders(places: WarehousePlaces): Promise<Arrivals> {
  const shop = await Arrivals.open(places);
  const days = [15, 25];
  await shop.deliver(
    'orders',
    '1',
    days.map((day) => order(`O${day}`, { customer_id: 'C1', purchased_at: at(day) })),
  );
  await shop.deliver(
    'order_items',
    '1',
    days.map((day) => item(`O${day}`, 1)),
  );
  return shop;
}

const pick = (random: Random, values: readonly string[]): string => values[random.below(values.length)] ?? '';

export function testProfiles(places: WarehousePlaces, seeds: readonly number[]): void {
  describe('profiles', () => {
    test('another segment begins a version, and orders belong to the segment of their own time', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('customers', '1', [living('Berlin', 1)]);
      await shop.deliver('profiles', '1', [grouped('new', 5), grouped('loyal', 20, '90')]);
      await shop.run();
      expect(await versions(shop)).toEqual(['C1 ..20: Berlin new 90 false', 'C1 20..: Berlin loyal 90 false']);
      expect(await shop.lines(BOUGHT)).toEqual(['O15 | new | new', 'O25 | loyal | loyal']);
      expect(await shop.batches('customer')).toEqual(['inserted 1']);
      expect(await shop.batches('profile')).toEqual(['inserted 1, updated 1']);
      await shop.expectFullChangesNothing();
    });

    test('moves and segments make versions side by side, whichever comes first', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('profiles', '1', [grouped('new', 5), grouped('loyal', 20)]);
      await shop.run();
      await shop.deliver('customers', '1', [living('Berlin', 1), living('Kiel', 10)]);
      await shop.run();
      expect(await versions(shop)).toEqual([
        'C1 ..10: Berlin new 10 false',
        'C1 10..20: Kiel new 10 false',
        'C1 20..: Kiel loyal 10 false',
      ]);
      await shop.expectSameAsAllAtOnce();
    });

    test('a customer of whom there is a profile only stays inferred, and is completed in place', async () => {
      const shop = await openWithOrders(places);
      await shop.deliver('profiles', '1', [grouped('new', 5), grouped('loyal', 20)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['C1 ..20: null new 10 true', 'C1 20..: null loyal 10 true']);
      expect(await shop.batches('profile')).toEqual(['inserted 2']);
      const keys = 'SELECT c.customer_key FROM dim.customer AS c WHERE c.customer_key > 0 ORDER BY c.valid_from_utc';
      const before = await shop.lines(keys);
      await shop.deliver('customers', '1', [living('Berlin', 12)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['C1 ..20: Berlin new 10 false', 'C1 20..: Berlin loyal 10 false']);
      expect(await shop.lines(keys)).toEqual(before);
      expect(await shop.batches('customer')).toEqual(['updated 1']);
    });

    test('a profile takes over the member that an order had inferred', async () => {
      const shop = await openWithOrders(places);
      await shop.run();
      expect(await versions(shop)).toEqual(['C1 ..: null null null true']);
      await shop.deliver('profiles', '1', [grouped('new', 5)]);
      await shop.run();
      expect(await versions(shop)).toEqual(['C1 ..: null new 10 true']);
      expect(await shop.batches('profile')).toEqual(['updated 1']);
      await shop.expectSameAsAllAtOnce();
    });

    test.each(seeds)(
      'and customers that are drawn, cut into deliveries and shuffled come out as the slow way has them: seed %d',
      async (seed) => {
        const random = new Random(seed, 2, 1);
        const shop = await openWithOrders(places);
        const reference = new ReferenceMembers();
        for (let delivery = 1; delivery <= 6; delivery += 1) {
          const rows = Array.from({ length: random.between(1, 25) }, () => {
            const id = `C${random.between(1, 9)}`;
            const changedAt = random.below(12) === 0 ? '' : at(random.between(1, 14));
            return random.below(2) === 0
              ? { table: 'customers' as const, id, changedAt, value: pick(random, ['Berlin', 'Kiel']), points: '' }
              : {
                  table: 'profiles' as const,
                  id,
                  changedAt,
                  value: pick(random, ['', 'new', 'loyal']),
                  points: `${random.below(3)}`,
                };
          });
          for (const row of rows) reference.arrive(row);
          const of = (table: string) => rows.filter((row) => row.table === table);
          await shop.deliver(
            'customers',
            String(delivery),
            of('customers').map(({ id, changedAt, value }) => customer(id, { city: value, changed_at: changedAt })),
          );
          await shop.deliver(
            'profiles',
            String(delivery),
            of('profiles').map(({ id, changedAt, value, points }) =>
              profile(id, { segment: value, loyalty_points: points, changed_at: changedAt }),
            ),
          );
          for (const entities of [['customer'], ['profile']]) {
            const keys = await shop.lines(KEYS).catch(() => []);
            await shop.run({ entities, partSize: random.between(1, 9) });
            expect(changedKeys(keys, await shop.lines(KEYS))).toEqual([]);
          }
          expect(await versions(shop)).toEqual(reference.lines());
        }
        await shop.run();
        await shop.expectSameAsAllAtOnce();
        await shop.expectFullChangesNothing();
      },
      TIMEOUT_MS,
    );
  });
}

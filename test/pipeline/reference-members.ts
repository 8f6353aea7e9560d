/** A row of either entity. An empty time is the earliest, an empty value none. */
export interface MemberRow {
  readonly table: 'customers' | 'profiles';
  readonly id: string;
  readonly changedAt: string;
  /** City or segment. */
  readonly value: string;
  /** Of profiles. */
  readonly points: string;
}

type Changes = Map<string, MemberRow>;

const byTime = (changes: Changes): readonly (readonly [string, MemberRow])[] =>
  [...changes].sort(([a], [b]) => (a < b ? -1 : 1));

const dayOf = (time: string): string => (time === '' ? '' : String(Number(time.slice(8, 10))));

/** What of an entity holds at a time: its last row so far, or else its first. */
function heldAt(changes: Changes, time: string): MemberRow | undefined {
  const rows = byTime(changes);
  return (rows.findLast(([at]) => at <= time) ?? rows[0])?.[1];
}

/** Customers and profiles the slow way: each moment of each member, one after the other. */
export class ReferenceMembers {
  readonly #members = new Map<string, { readonly customers: Changes; readonly profiles: Changes }>();

  /** Of two rows about the same moment the one that arrives later is right. */
  arrive(row: MemberRow): void {
    const member = this.#members.get(row.id) ?? { customers: new Map(), profiles: new Map() };
    member[row.table].set(row.changedAt, row);
    this.#members.set(row.id, member);
  }

  /** Versions as `<id> <from day>..<to day>: <city> <segment> <points> <inferred>`. */
  lines(): readonly string[] {
    return [...this.#members.keys()].sort().flatMap((id) => this.#versionsOf(id));
  }

  #versionsOf(id: string): readonly string[] {
    const { customers, profiles } = this.#members.get(id) ?? { customers: new Map(), profiles: new Map() };
    const begun: { from: string; state: string }[] = [];
    for (const time of [...new Set([...customers.keys(), ...profiles.keys()])].sort()) {
      const city = heldAt(customers, time)?.value ?? 'null';
      const segment = heldAt(profiles, time)?.value ?? '';
      const state = `${city} ${segment === '' ? 'null' : segment}`;
      if (begun.at(-1)?.state !== state) begun.push({ from: begun.length === 0 ? '' : dayOf(time), state });
    }
    const points = byTime(profiles).at(-1)?.[1].points ?? 'null';
    return begun.map(
      ({ from, state }, index) =>
        `${id} ${from}..${begun[index + 1]?.from ?? ''}: ${state} ${points} ${customers.size === 0}`,
    );
  }
}

import { describe, expect, it } from 'vitest';
import { localMoments, TimeZone } from '../../etl/edge/time-zone.ts';
import { typeCell, typeRow } from './type-cells.ts';

const instant = { type: 'datetime' } as const;

describe('local times', () => {
  it.each([
    ['Europe/Berlin', '2024-01-15 12:00:00', '2024-01-15T11:00:00Z'],
    ['Europe/Berlin', '2024-07-15 12:00:00', '2024-07-15T10:00:00Z'],
    ['Europe/Berlin', '2024-03-31 01:59:59', '2024-03-31T00:59:59Z'],
    ['Europe/Berlin', '2024-03-31 03:00:00', '2024-03-31T01:00:00Z'],
    ['Europe/Berlin', '2024-10-27 01:59:59', '2024-10-26T23:59:59Z'],
    ['Europe/Berlin', '2024-10-27 03:00:00', '2024-10-27T02:00:00Z'],
    ['America/New_York', '2024-11-03 12:00:00', '2024-11-03T17:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04 01:00:00', '2018-11-04T03:00:00Z'],
    ['Asia/Kolkata', '2024-06-01 05:30:00', '2024-06-01T00:00:00Z'],
    ['Australia/Lord_Howe', '2024-01-01 11:00:00', '2024-01-01T00:00:00Z'],
    ['Pacific/Apia', '2011-12-31 00:00:00', '2011-12-30T10:00:00Z'],
  ])('%s %s is %s', (timeZone, text, expected) => {
    expect(typeCell(instant, text, { timeZone }).value).toBe(Date.parse(expected));
  });

  it.each([
    ['Europe/Berlin', '1900-01-01 00:00:00', '1900-01-01T00:00:00Z'],
    ['Europe/Berlin', '1900-01-01 00:59:59', '1900-01-01T00:00:00Z'],
    ['Europe/Berlin', '1900-01-01 01:00:01', '1900-01-01T00:00:01Z'],
    ['Pacific/Kiritimati', '1900-01-01 00:00:00', '1900-01-01T10:29:20Z'],
    ['UTC', '1900-01-01 00:00:00', '1900-01-01T00:00:00Z'],
    ['America/New_York', '1900-01-01 00:00:00', '1900-01-01T05:00:00Z'],
  ])('are no earlier than 1900-01-01 in UTC: %s %s is %s', (timeZone, text, expected) => {
    expect(typeCell(instant, text, { timeZone }).value).toBe(Date.parse(expected));
  });

  it('takes an offset that leads before 1900-01-01 in UTC for that instant', () => {
    const reading = { datetimeFormat: "yyyy-MM-dd'T'HH:mm:ssXXX" };
    expect(typeCell(instant, '1900-01-01T00:00:00+02:00', reading).value).toBe(Date.parse('1900-01-01T00:00:00Z'));
    expect(typeCell(instant, '1900-01-01T00:00:00-02:00', reading).value).toBe(Date.parse('1900-01-01T02:00:00Z'));
  });

  it('settles a time that happened twice as configured', () => {
    const zone = { timeZone: 'Europe/Berlin' } as const;
    const twice = '2024-10-27 02:30:00';
    expect(typeCell(instant, twice, zone).value).toBe(Date.parse('2024-10-27T00:30:00Z'));
    expect(typeCell(instant, twice, { ...zone, ambiguousTime: 'later' }).value).toBe(
      Date.parse('2024-10-27T01:30:00Z'),
    );
    expect(typeCell(instant, twice, { ...zone, ambiguousTime: 'quarantine' }).problems).toEqual([
      { column: 'c', code: 'local_time_ambiguous', detail: '"2024-10-27 02:30:00" happened twice in Europe/Berlin' },
    ]);
  });

  it('moves a skipped time on by the gap, or refuses it', () => {
    const zone = { timeZone: 'Europe/Berlin' } as const;
    const skipped = '2024-03-31 02:30:00';
    // 02:30 plus the gap of one hour is 03:30 summer time.
    expect(typeCell(instant, skipped, zone).value).toBe(Date.parse('2024-03-31T01:30:00Z'));
    expect(typeCell(instant, skipped, { ...zone, missingTime: 'quarantine' }).problems).toMatchObject([
      { code: 'local_time_missing' },
    ]);
  });

  it('does not let the other policy disturb ordinary times near a change', () => {
    const reading = { timeZone: 'Europe/Berlin', ambiguousTime: 'quarantine', missingTime: 'quarantine' } as const;
    expect(typeCell(instant, '2024-10-27 03:00:00', reading).problems).toEqual([]);
    expect(typeCell(instant, '2024-03-31 03:00:00', reading).problems).toEqual([]);
  });

  it('handles a gap of half an hour and a skipped day', () => {
    const lordHowe = typeCell(instant, '2024-10-06 02:15:00', { timeZone: 'Australia/Lord_Howe' });
    expect(lordHowe.value).toBe(Date.parse('2024-10-05T15:45:00Z'));
    const apia = typeCell(instant, '2011-12-30 12:00:00', { timeZone: 'Pacific/Apia', missingTime: 'quarantine' });
    expect(apia.problems).toMatchObject([{ code: 'local_time_missing' }]);
  });

  it('agrees with Intl in every hour of several years', () => {
    for (const name of ['Europe/Berlin', 'America/New_York', 'Africa/Casablanca', 'Australia/Lord_Howe']) {
      const zone = new TimeZone(name);
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
      for (let at = Date.UTC(2023, 0, 1); at < Date.UTC(2025, 0, 1); at += 3_600_000) {
        const local = new Date(at + zone.offsetAt(at)).toISOString().slice(0, 19).replace('T', ' ');
        if (local !== format.format(at)) expect.fail(`${name} ${new Date(at).toISOString()}: ${local}`);
      }
    }
  });
});

describe('local dates and hours', () => {
  const column = { name: 'placed_at_utc', type: 'datetime', description: '', local: 'date_and_hour' } as const;

  it('stand beside the instant, in the reporting zone', () => {
    const { chunk } = typeRow([column], { placed_at_utc: 'x' }, ['2024-07-03 22:30:00'], {}, 'Europe/Berlin');
    expect(chunk.columns).toEqual([
      { name: 'placed_at_utc', type: 'datetime', values: [Date.parse('2024-07-03T22:30:00Z')] },
      { name: 'placed_at_date', type: 'date', values: [19908] },
      { name: 'placed_at_hour', type: 'int', values: [0] },
    ]);
  });

  it('are empty without an instant', () => {
    const { chunk } = typeRow([column], { placed_at_utc: 'x' }, [''], {}, 'Europe/Berlin');
    expect(chunk.columns.map(({ values }) => values[0])).toEqual([null, null, null]);
  });

  it('are right before 1970 and around a clock change', () => {
    const utc = localMoments('UTC');
    expect([utc.dateOf(-1), utc.hourOf(-1)]).toEqual([-1, 23]);
    const berlin = localMoments('Europe/Berlin');
    const change = Date.parse('2024-03-31T01:00:00Z');
    expect([berlin.hourOf(change - 1), berlin.hourOf(change)]).toEqual([1, 3]);
  });
});

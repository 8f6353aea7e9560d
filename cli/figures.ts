/** Groups the digits of an exact decimal and shows two places at least; the text never becomes a number. */
export function money(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const places = fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${sign}${(whole === '' ? '0' : whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${places}`;
}

/** Made once: making it costs more than all the counts of a run. */
const GROUPED = new Intl.NumberFormat('en-US');

export function count(value: number): string {
  return GROUPED.format(value);
}

/** `1 row`, `2,000 rows`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 9950 ? 2 : 1)} s`;
}

/** The time from `then` to `now` in words; null when `then` is more than a minute ahead, which clocks may differ by. */
export function elapsed(then: Date, now: Date): string | null {
  const elapsedMs = now.getTime() - then.getTime();
  if (elapsedMs < -60_000) return null;
  const minutes = Math.max(0, Math.floor(elapsedMs / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${count(Math.floor(hours / 24))} days`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes === 0 ? 'less than a minute' : `${minutes} min`;
}

/** How long before `now` an instant of the warehouse (UTC, without a zone) was. */
export function age(instantUtc: string, now: Date): string {
  const time = elapsed(new Date(`${instantUtc.replace(' ', 'T')}Z`), now);
  return time === null ? 'in the future' : `${time} ago`;
}

/** A cell as text; a bit is 1 or 0, as SSMS shows it. */
export function cellText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

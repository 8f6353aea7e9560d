import { elapsed } from './figures.ts';

/** Which copy is read, how old it is, and why. */
export function copyNotice(copy: { readonly takenAt: Date; readonly heldBy: string | null }, now: Date): string {
  const taken = copy.takenAt.toISOString().replace('T', ' ').replace(/\..*/, ' UTC');
  const time = elapsed(copy.takenAt, now);
  const age = time === null ? 'in the future by the clock of this machine' : `${time} old`;
  const why = copy.heldBy === null ? 'the warehouse has not changed since' : `${copy.heldBy} has the warehouse`;
  return `Reading the copy of ${taken} (${age}); ${why}.`;
}

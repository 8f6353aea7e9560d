import { cpus } from 'node:os';

/** Milliseconds that all cores of this machine together have worked, whoever they worked for. */
export function machineBusyMs(): number {
  return cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0);
}

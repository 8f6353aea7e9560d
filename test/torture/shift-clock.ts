/**
 * Moves the clock of a process by `TORTURE_SHIFT_MS`, so that rows can wait for days in a test of minutes:
 * `node --import shift-clock.ts …`. It goes on ticking.
 */
const shiftMs = Number(process.env.TORTURE_SHIFT_MS);

globalThis.Date = new Proxy(Date, {
  construct: (target, values: unknown[], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [target.now() + shiftMs] : values, newTarget),
  get: (target, name, receiver) =>
    name === 'now' ? () => target.now() + shiftMs : Reflect.get(target, name, receiver),
});

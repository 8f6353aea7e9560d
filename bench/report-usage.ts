import { writeFileSync } from 'node:fs';

/** Loaded with `--import` into a measured process: at its exit it writes what the process used. */
const file = process.env.BENCH_USAGE_FILE;
if (file !== undefined) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ maxRssKb: maxRSS, cpuMicros: userCPUTime + systemCPUTime }));
  });
}

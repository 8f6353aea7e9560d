#!/usr/bin/env node
// Plain JavaScript, so that an old Node can say what is wrong instead of failing on types.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  process.stderr.write(
    `Storehouse needs Node 24 or later; this is ${process.version}. In a checkout, run it through npm ("npx storehouse …"), which brings its own.\n`,
  );
  process.exit(1);
}
// Until the program listens itself, a signal ends it as it would later. Then this listener is not the only one.
for (const name of ['SIGINT', 'SIGTERM']) {
  process.on(name, () => {
    if (process.listenerCount(name) > 1) return;
    process.stderr.write('Interrupted. Nothing was begun.\n');
    process.exit(130);
  });
}
// Reading files leaves little behind and throws much away. Collected as soon as it has grown by a fifth, the heap stays
// small; loads took no more time with it (docs/benchmarks.md).
(await import('node:v8')).setFlagsFromString('--heap-growing-percent=20');
// Compiled once and kept in the system's folder for temporary files, every further command starts in half the time.
(await import('node:module')).enableCompileCache();
// Node does not strip types under node_modules, so an installed package runs what prepack compiled.
const isInstalled = /[\\/]node_modules[\\/]/.test(new URL(import.meta.url).pathname);
await import(isInstalled ? '../dist/main.js' : '../main.ts');

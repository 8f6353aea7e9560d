import { defineConfig } from '../core/config/define-config.ts';
import fecom from '../examples/fecom/storehouse.config.ts';

/** The warehouse stands here and not in the command, where its password would show in lists of processes. */
export default defineConfig({ ...fecom, warehouse: process.env.BENCH_URL ?? '' });

import { defineConfig } from '../../core/config/define-config.ts';
import { deliveriesConfig } from '../pipeline/test-config.ts';

/** The warehouse stands here and not in the command, where its password would show in lists of processes. */
export default defineConfig({
  ...deliveriesConfig(process.env.TORTURE_FILES ?? ''),
  warehouse: process.env.TORTURE_WAREHOUSE ?? '',
});

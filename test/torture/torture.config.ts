import { defineConfig } from '../../core/config/define-config.ts';
import { tortureConfig } from './torture-config.ts';

/** The warehouse stands here and not in the command, where its password would show in lists of processes. */
export default defineConfig({
  ...tortureConfig(process.env.TORTURE_FILES ?? '', process.env.TORTURE_MENDED === 'yes'),
  warehouse: process.env.TORTURE_WAREHOUSE ?? '',
});

import type { ConfigInput } from './schema.ts';

export type { ConfigInput } from './schema.ts';

/** Gives a configuration file its types; the values are checked when it is loaded. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { ConfigurationError } from '../errors.ts';
import { type Config, configSchema } from './schema.ts';

export interface LoadedConfig {
  readonly config: Config;
  readonly path: string;
  /** Paths in the configuration are relative to it. */
  readonly directory: string;
}

export const DEFAULT_CONFIG_FILE = 'storehouse.config.ts';

function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  return `  - ${path === '' ? 'configuration' : path}: ${issue.message}`;
}

/**
 * Checks a configuration value; nothing has connected yet.
 *
 * @throws {ConfigurationError} lists every problem with its path.
 */
export function parseConfig(value: unknown, path: string): Config {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(issueText);
  throw new ConfigurationError(
    `The configuration ${path} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.join('\n')}\nSee docs/configuration.md for what each key means.`,
    { context: { path, problems: problems.length } },
  );
}

async function importDefault(path: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(path).href);
    if (typeof module === 'object' && module !== null && 'default' in module) return module.default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(`The configuration ${path} does not load: ${reason}`, { context: { path }, cause });
  }
  throw new ConfigurationError(
    `The configuration ${path} has no default export. Write: export default defineConfig({ … })`,
    { context: { path } },
  );
}

/**
 * Loads and checks a configuration file, by default `storehouse.config.ts` in the current folder.
 *
 * @throws {ConfigurationError} the file is missing, does not load, or is wrong.
 */
export async function loadConfig(file: string | undefined): Promise<LoadedConfig> {
  const path = resolve(file ?? DEFAULT_CONFIG_FILE);
  if (!existsSync(path)) {
    const hint =
      file === undefined
        ? 'Name one with --config, e.g. --config examples/shop/storehouse.config.ts.'
        : 'Check the path given with --config.';
    throw new ConfigurationError(`There is no configuration at ${path}. ${hint}`, { context: { path } });
  }
  return { config: parseConfig(await importDefault(path), path), path, directory: dirname(path) };
}

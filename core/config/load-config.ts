import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../errors.ts';
import { describeProblems } from './config-problems.ts';
import { type Config, configSchema } from './schema.ts';

export interface LoadedConfig {
  readonly config: Config;
  readonly path: string;
  /** Paths in the configuration are relative to it. */
  readonly directory: string;
}

export const DEFAULT_CONFIG_FILE = 'storehouse.config.ts';

/**
 * Checks a configuration value; nothing has connected yet.
 *
 * @throws {ConfigurationError} lists every problem with its path.
 */
export function parseConfig(value: unknown, path: string): Config {
  const parsed = configSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = describeProblems(parsed.error.issues);
  throw new ConfigurationError(
    `The configuration ${path} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nSee docs/configuration.md for what each key means.`,
    { context: { path, problems: problems.length } },
  );
}

/** Line of the file where loading it failed, as the stack tells; Node's messages do not say it. */
function failedLine(path: string, cause: unknown): string {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  for (const name of [path, pathToFileURL(path).href]) {
    const at = stack.indexOf(`${name}:`);
    const line = at < 0 ? undefined : /^\d+/.exec(stack.slice(at + name.length + 1))?.[0];
    if (line !== undefined) return ` (line ${line})`;
  }
  return '';
}

function loadHint(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code !== 'ERR_MODULE_NOT_FOUND') return 'Mend the file and run the command again.';
  return 'Correct the import. A configuration need not import anything: it may export a plain object.';
}

async function importDefault(path: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(path).href);
    if (typeof module === 'object' && module !== null && 'default' in module) return module.default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(
      `The configuration ${path} does not load${failedLine(path, cause)}: ${reason}\n${loadHint(cause)}`,
      { context: { path }, cause },
    );
  }
  throw new ConfigurationError(
    `The configuration ${path} has no default export. Write: export default defineConfig({ … })`,
    { context: { path } },
  );
}

function assertModuleFile(path: string, isDefault: boolean): void {
  const hint = isDefault
    ? 'Name one with --config, e.g. --config examples/shop/storehouse.config.ts.'
    : 'Check the path given with --config.';
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ConfigurationError(`There is no configuration at ${path}. ${hint}`, { context: { path } });
  }
  if (stats.isFile() && /\.[cm]?[jt]s$/.test(path)) return;
  const what = stats.isFile() ? 'is not a TypeScript or JavaScript file' : 'is not a file';
  throw new ConfigurationError(`The configuration ${path} ${what}. ${hint}`, { context: { path } });
}

/**
 * Loads and checks a configuration file, by default `storehouse.config.ts` in the current folder.
 *
 * @throws {ConfigurationError} the file is missing, does not load, or is wrong.
 */
export async function loadConfig(file: string | undefined): Promise<LoadedConfig> {
  const path = resolve(file ?? DEFAULT_CONFIG_FILE);
  assertModuleFile(path, file === undefined);
  return { config: parseConfig(await importDefault(path), path), path, directory: dirname(path) };
}

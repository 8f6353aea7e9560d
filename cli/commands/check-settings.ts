import { closestNames } from '../../core/closest-names.ts';
import type { LoadedConfig } from '../../core/config/load-config.ts';
import { ConfigurationError } from '../../core/errors.ts';
import { readChecks } from '../../dwh/load/sql-files.ts';
import type { OpenedSources, Services } from '../services.ts';

function assertKnownChecks({ config }: LoadedConfig): void {
  const known = readChecks().map(({ name }) => name);
  const problems = Object.keys(config.checks)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const closest = closestNames(name, known).map((candidate) => `"${candidate}"`);
      const hint = closest.length > 0 ? `did you mean ${closest.join(' or ')}?` : `checks are ${known.join(', ')}`;
      return `checks.${name}: there is no such check; ${hint}`;
    });
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
}

/**
 * Checks what the schema of the configuration cannot know: feeds, checks and the warehouse. Nothing connects.
 *
 * @throws {ConfigurationError} with every problem.
 */
export function openCheckedSources(services: Services, loaded: LoadedConfig, warehouse: string): OpenedSources {
  const problems: ConfigurationError[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  attempt(() => services.checkWarehouse(warehouse));
  attempt(() => assertKnownChecks(loaded));
  const opened = attempt(() => services.openSources(loaded));
  if (opened !== undefined && problems.length === 0) return opened;
  throw new ConfigurationError(`${loaded.path}\n${problems.map(({ message }) => message).join('\n')}`, {
    context: { path: loaded.path, problems: problems.length },
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../cli/program.ts';
import type { Services } from '../../cli/services.ts';
import { type Page, ROOT, readPages } from './pages.ts';

const notUsed = (): never => {
  throw new Error('Only the commands and their options are looked at; none is run.');
};
const nowhere = (): void => {};

const services: Services = {
  terminal: {
    isInteractive: false,
    columns: 100,
    out: nowhere,
    err: nowhere,
    progress: nowhere,
    clearProgress: nowhere,
  },
  log: { debug: nowhere, info: nowhere, warn: nowhere, error: nowhere },
  clock: notUsed,
  signal: new AbortController().signal,
  packageDirectory: ROOT,
  currentDirectory: ROOT,
  loadConfig: notUsed,
  checkWarehouse: notUsed,
  isSameWarehouse: notUsed,
  openWarehouse: notUsed,
  readCopies: notUsed,
  openBronze: notUsed,
  openBronzeIn: notUsed,
  openSources: notUsed,
};

const program = createProgram(services, '0.0.0');
const pages = readPages();

/** Command lines of `storehouse`, in code blocks and code spans; texts in quotes are taken out. */
function commandLines({ text }: Page): readonly string[] {
  const lines = [...text.matchAll(/(?:^|[`$ ])storehouse ((?:[a-z]|--)[^`\n]*)/gm)].map(([, line = '']) => line);
  return lines.map((line) => line.replace(/"[^"]*"/g, 'TEXT').trim());
}

/** What is wrong with a command line, or null. */
function problemOf(line: string): string | null {
  let command: Command = program;
  for (const word of line.split(/\s+/)) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (next !== undefined) command = next;
    else if (command.commands.length > 0 && !word.startsWith('-')) return `there is no command "${word}"`;
    else if (word.startsWith('--') && !hasOption(command, word)) return `"${command.name()}" has no option "${word}"`;
  }
  return null;
}

function hasOption(command: Command, flag: string): boolean {
  return flag === '--help' || flag === '--version' || command.options.some((option) => option.long === flag);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function scripts(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return isRecord(manifest) && isRecord(manifest.scripts) ? Object.keys(manifest.scripts) : [];
}

describe('commands that the documentation shows', () => {
  const shown = pages.flatMap((page) => commandLines(page).map((line) => [page.file, line] as const));

  test.each(shown)('%s: storehouse %s', (_, line) => {
    expect(problemOf(line)).toBeNull();
  });

  test.each([
    ['runn', 'there is no command "runn"'],
    ['run --fulll', '"run" has no option "--fulll"'],
    ['quarantine repair', 'there is no command "repair"'],
    ['quarantine show --limit 5 --all', '"show" has no option "--all"'],
  ])('"storehouse %s" would be noticed', (line, problem) => {
    expect(problemOf(line)).toBe(problem);
  });

  test('every command of the program is shown somewhere', () => {
    const unseen = program.commands
      .map((command) => command.name())
      .filter((name) => !shown.some(([, line]) => line.startsWith(name)));
    expect(unseen).toEqual([]);
  });

  test('every npm script that is shown exists', () => {
    const named = pages.flatMap(({ text }) => [...text.matchAll(/\bnpm run ([a-z]+)/g)].map(([, name = '']) => name));
    expect(named.filter((name) => !scripts().includes(name))).toEqual([]);
    expect(scripts()).toContain('test');
  });

  test('the README has the two commands, word for word', () => {
    const blocks = pages.find((page) => page.file === 'README.md')?.blocks.map((block) => block.text.trim());
    expect(blocks).toContain('npm ci && npm run demo');
    expect(blocks).toContain('npm ci && npm test');
  });
});

import { closestNames } from '../../core/closest-names.ts';

export interface OptionProblem {
  /** Part of the URL or name of the option. */
  readonly name: string;
  readonly problem: string;
}

const OPTION_NAMES = [
  'encrypt',
  'trustServerCertificate',
  'ca',
  'instance',
  'authentication',
  'tenantId',
  'certificate',
  'bulkConnections',
  'connectTimeoutSeconds',
  'statementTimeoutSeconds',
] as const;

export type OptionName = (typeof OPTION_NAMES)[number];

/** The options behind the `?` of a SQL Server URL. Whatever is wrong is added to `problems`; readers then give defaults. */
export class UrlOptions {
  readonly #values = new Map<OptionName, string>();
  readonly #given = new Set<OptionName>();
  readonly #problems: OptionProblem[];

  constructor(text: string, problems: OptionProblem[]) {
    this.#problems = problems;
    for (const pair of text.split('&')) if (pair !== '') this.#take(pair);
  }

  get problemCount(): number {
    return this.#problems.length;
  }

  /** Whether the option is there, even if its value was refused. */
  has(name: OptionName): boolean {
    return this.#given.has(name);
  }

  report(name: string, problem: string): void {
    this.#problems.push({ name, problem });
  }

  /** Null where the option is not there. */
  text(name: OptionName): string | null {
    return this.#values.get(name) ?? null;
  }

  choice<T extends string>(name: OptionName, choices: readonly T[], fallback: T): T {
    const given = this.text(name);
    if (given === null) return fallback;
    const found = choices.find((choice) => choice === given);
    if (found === undefined) this.report(name, `"${given}" is not one of ${choices.join(', ')}`);
    return found ?? fallback;
  }

  wholeNumber(name: OptionName, min: number, max: number, fallback: number): number {
    const given = this.text(name);
    if (given === null) return fallback;
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.report(name, `takes a whole number from ${min} to ${max}, not "${given}"`);
    return fallback;
  }

  #take(pair: string): void {
    const [name = '', ...rest] = pair.split('=');
    const known = OPTION_NAMES.find((option) => option === name);
    const problem = known === undefined ? unknownOption(name) : this.#set(known, rest.join('='));
    if (problem !== null) this.report(name, problem);
  }

  /** What is wrong with the value, or null. */
  #set(name: OptionName, text: string): string | null {
    if (this.#given.has(name)) return 'stands there twice';
    this.#given.add(name);
    const value = decoded(text);
    if (value === null) return 'a % must be followed by two hexadecimal digits';
    if (value === '') return `has no value; write ${name}=… or leave it out`;
    this.#values.set(name, value);
    return null;
  }
}

function unknownOption(name: string): string {
  const closest = closestNames(name, OPTION_NAMES).map((candidate) => `"${candidate}"`);
  const hint = closest.length > 0 ? `did you mean ${closest.join(' or ')}?` : `options are ${OPTION_NAMES.join(', ')}`;
  return `unknown option; ${hint}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

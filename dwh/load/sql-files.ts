import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { InvariantError } from '../../core/errors.ts';
import { model } from '../model/model.ts';
import { type Header, type HeaderProblem, listOf, readHeader, textOf } from './sql-header.ts';

export interface Described {
  readonly name: string;
  readonly description: string;
}

/** A report view: one file of `dwh/sql/mart/`. */
export interface ViewFile {
  /** Without the schema, which is `mart`. */
  readonly name: string;
  /** Path from the package's root, for messages. */
  readonly file: string;
  /** The SELECT, without the header. */
  readonly sql: string;
  readonly purpose: string;
  readonly grain: string;
  readonly figures: readonly Described[];
  /** In the order of the SELECT. */
  readonly columns: readonly Described[];
  /** The mart views that this one reads itself, in deploy order. */
  readonly dependsOn: readonly string[];
}

/** `report` shows the rows to the operator; `stop` ends the run when there are any. */
const SEVERITIES = ['report', 'stop'] as const;

export type CheckSeverity = (typeof SEVERITIES)[number];

/**
 * A check of the loaded star: one file of `dwh/sql/checks/`, whose SELECT gives `subject` and `detail` of each bad row.
 * It has no WITH and no ORDER BY, so that it may stand in a FROM, where T-SQL allows neither.
 */
export interface CheckFile {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  readonly severity: CheckSeverity;
  /** The entity whose rows it speaks of, or `all`. */
  readonly entity: string;
  readonly title: string;
  /** What a row means and what to do about it. */
  readonly meaning: string;
}

/**
 * All report views in deploy order: a view comes after the ones it reads, otherwise by name.
 *
 * @throws {InvariantError} with every problem of every header, each with file and line.
 */
export function readViews(folder: URL = sqlFolder()): readonly ViewFile[] {
  const headers = readFolder(folder, 'mart', ['Purpose', 'Grain'], ['Figure', 'Column']);
  const problems = headers.flatMap((header) => [...header.problems, ...viewProblems(header)]);
  const views = headers.map(toView);
  const { ordered, left } = inDeployOrder(views);
  refuse([
    ...problems,
    ...left.map(({ file, dependsOn }) => {
      const message = `It reads mart.${dependsOn.join(', mart.')}: one of them is not there, or reads this view in turn.`;
      return { file, line: 1, message };
    }),
  ]);
  const place = new Map(ordered.map(({ name }, index) => [name, index]));
  return ordered.map((view) => ({
    ...view,
    dependsOn: view.dependsOn.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)),
  }));
}

/**
 * All checks by name.
 *
 * @throws {InvariantError} with every problem of every header, each with file and line.
 */
export function readChecks(folder: URL = sqlFolder()): readonly CheckFile[] {
  const headers = readFolder(folder, 'checks', ['Severity', 'Entity', 'Title', 'Meaning'], []);
  refuse(headers.flatMap((header) => [...header.problems, ...checkProblems(header)]));
  return headers.map((header) => ({
    name: header.name,
    file: header.file,
    sql: header.sql,
    severity: severityOf(header) ?? 'report',
    entity: textOf(header, 'Entity'),
    title: textOf(header, 'Title'),
    meaning: textOf(header, 'Meaning'),
  }));
}

/** Beside this folder in a checkout; in an installed package this file is compiled to `dist/dwh/load/`. */
function sqlFolder(): URL {
  const inCheckout = new URL('../sql/', import.meta.url);
  return existsSync(inCheckout) ? inCheckout : new URL('../../../dwh/sql/', import.meta.url);
}

function readFolder(
  folder: URL,
  kind: 'mart' | 'checks',
  once: readonly string[],
  named: readonly string[],
): readonly Header[] {
  const place = new URL(`${kind}/`, folder);
  const files = readdirSync(place).filter((name) => name.endsWith('.sql'));
  return files.toSorted().map((name) => {
    const object = name.slice(0, -'.sql'.length);
    return readHeader(readFileSync(new URL(name, place), 'utf8'), {
      object,
      file: `dwh/sql/${kind}/${name}`,
      once,
      named,
    });
  });
}

function toView(header: Header): ViewFile {
  const name = header.name.replace(/^mart\./, '');
  return {
    name,
    file: header.file,
    sql: header.sql,
    purpose: textOf(header, 'Purpose'),
    grain: textOf(header, 'Grain'),
    figures: listOf(header, 'Figure'),
    columns: listOf(header, 'Column'),
    dependsOn: martViewsIn(header.sql),
  };
}

/** Names after `mart.`, outside comments and strings. */
function martViewsIn(sql: string): readonly string[] {
  const code = sql.replace(/--.*|'(?:[^']|'')*'/g, ' ');
  const names = [...code.matchAll(/\bmart\.(\w+)/gi)].map((match) => (match[1] ?? '').toLowerCase());
  return [...new Set(names)];
}

/** Takes the first view, by name, whose dependencies are all taken, until none is left that can be. */
function inDeployOrder(views: readonly ViewFile[]): { ordered: readonly ViewFile[]; left: readonly ViewFile[] } {
  const ordered: ViewFile[] = [];
  let left = views.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (;;) {
    const done = new Set(ordered.map(({ name }) => name));
    const next = left.find(({ dependsOn }) => dependsOn.every((name) => done.has(name)));
    if (next === undefined) return { ordered, left };
    ordered.push(next);
    left = left.filter((view) => view !== next);
  }
}

function viewProblems(header: Header): readonly HeaderProblem[] {
  const at = (message: string) => ({ file: header.file, line: 1, message });
  const columns = listOf(header, 'Column').map(({ name }) => name);
  return [
    ...(header.name.startsWith('mart.') ? [] : [at(`A view is called mart.<name>, not ${header.name}.`)]),
    ...(columns.length > 0
      ? []
      : [at('The header describes no column: write "-- Column <name>: <description>" for each.')]),
    ...(listOf(header, 'Figure').length > 0 ? [] : [at('The header defines no figure: write "-- Figure <name>: …".')]),
  ];
}

function severityOf(header: Header): CheckSeverity | undefined {
  const text = textOf(header, 'Severity');
  return SEVERITIES.find((severity) => severity === text);
}

function checkProblems(header: Header): readonly HeaderProblem[] {
  const problem = (label: string, message: string) => ({ file: header.file, line: header.lineOf(label), message });
  const severity = textOf(header, 'Severity');
  const entity = textOf(header, 'Entity');
  const entities = [...model.contracts.map((contract) => contract.entity), 'all'];
  return [
    ...(severity === '' || severityOf(header) !== undefined
      ? []
      : [problem('Severity', `There is no severity "${severity}": write ${SEVERITIES.join(' or ')}.`)]),
    ...(entity === '' || entities.includes(entity)
      ? []
      : [problem('Entity', `There is no entity "${entity}": write one of ${entities.join(', ')}.`)]),
    ...(/^WITH\b/i.test(header.sql)
      ? [
          problem(
            '',
            'A check starts with SELECT: T-SQL has no WITH in a FROM, where its rows are counted. Nest the query.',
          ),
        ]
      : []),
  ];
}

function refuse(problems: readonly HeaderProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  throw new InvariantError(lines.join('\n'), { context: { problems: problems.length } });
}

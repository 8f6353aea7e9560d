export interface HeaderProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What a header of a file must and may hold. */
export interface HeaderRules {
  /** The object's name, which the first line repeats. */
  readonly object: string;
  /** Path for messages. */
  readonly file: string;
  /** Labels that stand exactly once: `-- Purpose: …`. */
  readonly once: readonly string[];
  /** Labels that stand any number of times, each with a name: `-- Column orders: …`. */
  readonly named: readonly string[];
}

interface Entry {
  readonly label: string;
  /** Empty for labels that stand once. */
  readonly name: string;
  readonly line: number;
  text: string;
}

/** The header of an SQL file: its leading `--` lines; and the SQL below them. */
export interface Header {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  readonly entries: readonly Readonly<Entry>[];
  readonly problems: readonly HeaderProblem[];
  lineOf(label: string): number;
}

/**
 * Reads `-- <object>`, then `-- <Label>: text` and `-- <Label> <name>: text`, each of which may go on in lines that
 * start with `--` and three blanks.
 */
export function readHeader(content: string, rules: HeaderRules): Header {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const head = end === -1 ? lines : lines.slice(0, end);
  const sql = end === -1 ? '' : lines.slice(end).join('\n').trim();
  const { entries, unread } = readEntries(head.slice(1), rules);
  const problem = (line: number, message: string) => ({ file: rules.file, line, message });
  const problems = [
    ...(head[0] === `-- ${rules.object}` ? [] : [problem(1, `The first line is not "-- ${rules.object}".`)]),
    ...unread.map((line) => problem(line, `This is no header line: write ${forms(rules)}, or "--   …" to go on.`)),
    ...entryProblems(entries, rules),
    ...(sql === '' ? [problem(lines.length, 'There is no SELECT below the header.')] : []),
  ];
  const lineOf = (label: string) => entries.find((entry) => entry.label === label)?.line ?? 1;
  return { name: rules.object, file: rules.file, sql, entries, problems, lineOf };
}

/** Text of a label that stands once; empty when it is missing. */
export function textOf(header: Header, label: string): string {
  return header.entries.find((entry) => entry.label === label)?.text ?? '';
}

/** Names and texts of a label that stands many times, in file order. */
export function listOf(
  header: Header,
  label: string,
): readonly { readonly name: string; readonly description: string }[] {
  return header.entries.filter((entry) => entry.label === label).map(({ name, text }) => ({ name, description: text }));
}

function forms({ once, named }: HeaderRules): string {
  return [...once.map((label) => `"-- ${label}: …"`), ...named.map((label) => `"-- ${label} <name>: …"`)].join(', ');
}

/** `lines` start at the file's second line. `unread` holds the numbers of lines that say nothing known. */
function readEntries(lines: readonly string[], rules: HeaderRules): { entries: Entry[]; unread: number[] } {
  const entries: Entry[] = [];
  const unread: number[] = [];
  lines.forEach((content, index) => {
    const line = index + 2;
    const last = entries.at(-1);
    const more = /^-- {3}(\S.*)$/.exec(content)?.[1];
    const entry = more === undefined ? readEntry(content, line, rules) : undefined;
    if (more !== undefined && last !== undefined) last.text = `${last.text} ${more.trim()}`;
    else if (entry !== undefined) entries.push(entry);
    else unread.push(line);
  });
  return { entries, unread };
}

function readEntry(content: string, line: number, { once, named }: HeaderRules): Entry | undefined {
  const [, label = '', name = '', text = ''] = /^-- (\w+)(?: ([^:]+))?:\s*(.*?)\s*$/.exec(content) ?? [];
  const known = name === '' ? once : named;
  return known.includes(label) ? { label, name, line, text } : undefined;
}

function entryProblems(entries: readonly Entry[], { file, once, named }: HeaderRules): readonly HeaderProblem[] {
  const missing = once.filter((label) => !entries.some((entry) => entry.label === label));
  const repeated = entries.filter(
    ({ label, name }, index) => entries.findIndex((other) => other.label === label && other.name === name) < index,
  );
  const empty = entries.filter(({ text }) => text === '');
  const titled = ({ label, name }: Entry) => (named.includes(label) ? `${label} ${name}` : label);
  return [
    ...missing.map((label) => ({ file, line: 1, message: `The header has no "-- ${label}: …".` })),
    ...repeated.map((entry) => ({
      file,
      line: entry.line,
      message: `${titled(entry)} stands here for the second time.`,
    })),
    ...empty.map((entry) => ({ file, line: entry.line, message: `${titled(entry)} has no text.` })),
  ];
}

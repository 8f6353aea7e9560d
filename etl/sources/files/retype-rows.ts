import type { Problem, ProblemCode, RejectedRow } from '../../../core/chunk.ts';
import type { FileFormat } from '../../../core/config/schema.ts';
import type { RefusedRow, Retyped, RetypeRequest } from '../../../core/ports/source.ts';
import { compileEdge, type Edge } from '../../edge/compile-edge.ts';
import type { CsvFormat } from './csv-record.ts';
import { CsvSplitter } from './csv-splitter.ts';
import { type FileLayout, readLayout } from './file-layout.ts';
import { readJsonFields } from './json-fields.ts';
import { isBlankObject } from './json-lines-unit.ts';
import { compileParquetEdge } from './parquet-unit.ts';
import { type Guard, guardOf, isDispensable, settling } from './retype-contract.ts';
import { missingProblems } from './row-guard.ts';

/** What a row's text says as the feed is configured now. */
type Reread =
  | { readonly fields: readonly (string | null)[]; readonly problems: readonly Problem[] }
  | { readonly code: ProblemCode; readonly problem: string }
  | 'blank';

/** Types rows of one file again, each from its own text. */
export function retypeRows(request: RetypeRequest, format: FileFormat): Retyped {
  const layout = readLayout(request.layout);
  if (layout === null) {
    return { obstacle: 'their file was read by an earlier version, which did not keep the order of its columns' };
  }
  if (layout.format !== format.type) {
    return { obstacle: `their file was read as ${layout.format}, and the feed reads ${format.type} now` };
  }
  if (format.type === 'csv') return retypeCsv(request, layout, format);
  return format.type === 'jsonl' ? retypeJsonLines(request) : retypeParquet(request, layout);
}

function compile(request: RetypeRequest): Edge {
  const { feed, reportingTimeZone } = request;
  const { contract, config } = feed;
  return compileEdge({ contract, columns: config.columns, reading: config, reportingTimeZone, ...settling(request) });
}

function retypeCsv(request: RetypeRequest, layout: FileLayout, format: CsvFormat): Retyped {
  const edge = compile(request);
  const present = layout.columns.map(({ name }) => name);
  const mayLack = (name: string) => !present.includes(name) && isDispensable(request, name);
  const unclear = edge.rawColumns.filter(
    (name) => !mayLack(name) && present.filter((one) => one === name).length !== 1,
  );
  if (unclear.length > 0)
    return { obstacle: `the mapping asks for ${quoteAll(unclear)}, which their file does not have` };
  const positions = edge.rawColumns.map((name) => present.indexOf(name));
  const guard = guardOf(request, (fields: readonly (string | null)[], name) => fields[present.indexOf(name)]);
  return collect(request, edge, (row) => rereadCsv(row, format, present.length, { positions, guard }));
}

interface CsvReading {
  readonly positions: readonly number[];
  readonly guard: Guard<readonly (string | null)[]>;
}

/** A text that is no single row any more, as with another quote, can only be read with the file around it. */
function rereadCsv(
  { rawText, isCut }: RefusedRow,
  format: CsvFormat,
  fieldCount: number,
  { positions, guard }: CsvReading,
): Reread {
  const found: Reread[] = [];
  const splitter = new CsvSplitter({ ...format, header: false }, fieldCount, {
    row: (fields) =>
      found.push({ fields: positions.map((position) => fields[position] ?? null), problems: guard(fields) }),
    blank: () => found.push('blank'),
    broken: (_text, problem, atEnd) => found.push({ code: atEnd ? 'cut_short' : 'malformed_row', problem }),
  });
  splitter.push({ text: isCut ? rawText : `${rawText}\n`, isValid: true });
  splitter.end();
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  return { code: 'malformed_row', problem: `is ${found.length} rows as the format is configured now` };
}

function retypeJsonLines(request: RetypeRequest): Retyped {
  const edge = compile(request);
  const guard = guardOf(request, (fields: ReadonlyMap<string, string | null>, name) => fields.get(name));
  const isStrict = request.feed.modes.missingColumns === 'quarantine';
  return collect(request, edge, ({ rawText, isCut }) => {
    const fields = readJsonFields(rawText);
    if ('problem' in fields) return { code: isCut ? 'cut_short' : 'malformed_row', problem: fields.problem };
    if (isBlankObject(fields)) return 'blank';
    const lacking = isStrict ? edge.rawColumns.filter((name) => !fields.has(name)) : [];
    const missing = lacking.flatMap((name) => missingProblems(request.feed, name, 'row'));
    return {
      fields: edge.rawColumns.map((name) => fields.get(name) ?? null),
      problems: [...missing, ...guard(fields)],
    };
  });
}

/** Of a Parquet row only the columns were kept that were mapped when it was refused. */
function retypeParquet(request: RetypeRequest, layout: FileLayout): Retyped {
  const edge = compileParquetEdge(request.feed, layout.columns, request.reportingTimeZone, settling(request).settle);
  const rows = new Map(request.rows.map(({ rowNumber, rawText }) => [rowNumber, readJsonFields(rawText)]));
  for (const fields of rows.values()) {
    const missing = edge.rawColumns.filter(
      (name) => 'problem' in fields || (!fields.has(name) && !isDispensable(request, name)),
    );
    if (missing.length > 0)
      return { obstacle: `the mapping asks for ${quoteAll(missing)}, which was not kept of them` };
  }
  const guard = guardOf(request, (fields: ReadonlyMap<string, string | null>, name) => fields.get(name));
  return collect(request, edge, ({ rowNumber }) => {
    const fields = rows.get(rowNumber);
    if (fields === undefined || 'problem' in fields) return 'blank';
    return { fields: edge.rawColumns.map((name) => fields.get(name) ?? null), problems: guard(fields) };
  });
}

function collect(request: RetypeRequest, edge: Edge, reread: (row: RefusedRow) => Reread): Retyped {
  const { sourceId } = request;
  const columns: (string | null)[][] = edge.rawColumns.map(() => []);
  const kept: RefusedRow[] = [];
  const rejected: RejectedRow[] = [];
  const problems = new Map<number, readonly Problem[]>();
  let blankRows = 0;
  for (const row of request.rows) {
    const found = reread(row);
    if (found === 'blank') {
      blankRows += 1;
    } else if ('fields' in found) {
      if (found.problems.length > 0) problems.set(kept.length, found.problems);
      kept.push(row);
      found.fields.forEach((field, index) => {
        columns[index]?.push(field);
      });
    } else {
      const { rowNumber, rawText } = row;
      rejected.push({
        sourceId,
        rowNumber,
        rawText,
        problems: [{ column: null, code: found.code, detail: found.problem }],
      });
    }
  }
  const rowNumbers = kept.map(({ rowNumber }) => rowNumber);
  const rawTextOf = (index: number): string => kept[index]?.rawText ?? '';
  return { extracted: edge.type({ sourceId, rowNumbers, columns, rejected, blankRows, problems, rawTextOf }) };
}

function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

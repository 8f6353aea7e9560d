import { describe, expect, it } from 'vitest';
import type { KnownUnit } from '../../core/ports/source.ts';
import type { HashedFile } from '../../etl/sources/files/input-file.ts';
import { planUnits } from '../../etl/sources/files/plan-units.ts';

const file = (path: string, contentHash: string): HashedFile => ({
  absolutePath: `/data/${path}`,
  path,
  diskBytes: 1,
  modifiedMs: 0,
  bytes: 1,
  contentHash,
});
const known = (sourceId: number, path: string, contentHash: string): KnownUnit => ({
  sourceId,
  path,
  contentHash,
  bytes: 1,
  modifiedMs: 0,
});

function plan(files: readonly HashedFile[], knownUnits: readonly KnownUnit[], full: boolean) {
  const { toRead, skipped } = planUnits({ files, known: knownUnits, full, isComplete: false, nextSourceId: 10 });
  return {
    read: toRead.map(({ unit }) => `${unit.sourceId} ${unit.path} ${unit.contentHash}`),
    skipped: skipped.map(({ path, note }) => `${path}: ${note}`),
  };
}

describe('planUnits', () => {
  it('numbers new files in path order', () => {
    expect(plan([file('a', 'A'), file('b', 'B')], [], false)).toEqual({ read: ['10 a A', '11 b B'], skipped: [] });
  });

  it('leaves a known file alone', () => {
    expect(plan([file('a', 'A'), file('b', 'B')], [known(1, 'a', 'A')], false)).toEqual({
      read: ['10 b B'],
      skipped: [],
    });
  });

  it('reads a path again when its content changed, also back to an older version', () => {
    const versions = [known(1, 'a', 'A'), known(2, 'a', 'B')];
    expect(plan([file('a', 'C')], versions, false).read).toEqual(['10 a C']);
    expect(plan([file('a', 'A')], versions, false).read).toEqual(['10 a A']);
    expect(plan([file('a', 'B')], versions, false).read).toEqual([]);
    expect(plan([file('a', 'B')], versions, true).read).toEqual(['2 a B']);
  });

  it('skips a copy, also of an older version of another file', () => {
    const versions = [known(1, 'a', 'A'), known(2, 'a', 'B')];
    expect(plan([file('a', 'B'), file('archive', 'A')], versions, false)).toEqual({
      read: [],
      skipped: ['archive: same content as a had before'],
    });
    expect(plan([file('a', 'C'), file('copy', 'C')], versions, false)).toEqual({
      read: ['10 a C'],
      skipped: ['copy: same content as a'],
    });
    expect(plan([file('renamed', 'B')], versions, false).skipped).toEqual(['renamed: same content as a']);
  });

  it('reads a path that now holds a copy of another file: what it held before is older', () => {
    const units = [known(1, 'a', 'A'), known(2, 'b', 'B')];
    expect(plan([file('a', 'A'), file('b', 'A')], units, false)).toEqual({ read: ['10 b A'], skipped: [] });
    expect(plan([file('a', 'B'), file('b', 'A')], units, false).read).toEqual(['10 a B', '11 b A']);
  });

  it('reads a renamed file again in the place of the content it stands for, when all is wanted', () => {
    const units = [known(1, 'a', 'A'), known(2, 'b', 'B')];
    expect(plan([file('b', 'B'), file('renamed', 'A')], units, true)).toEqual({
      read: ['1 renamed A', '2 b B'],
      skipped: [],
    });
    expect(plan([file('b', 'B'), file('copy', 'A'), file('renamed', 'A')], units, true)).toEqual({
      read: ['1 copy A', '2 b B'],
      skipped: ['renamed: same content as a'],
    });
  });

  it('names every content that is gone, replaced ones too, when all is wanted', () => {
    const units = [known(1, 'a', 'A'), known(2, 'b', 'B'), known(3, 'a', 'C')];
    expect(plan([file('a', 'C'), file('b', 'B')], units, true)).toEqual({
      read: ['2 b B', '3 a C'],
      skipped: ['a: an earlier content of it is gone now; its rows stay as they are'],
    });
  });

  it('takes everything again in ledger order, then new files, when all is wanted', () => {
    const units = [known(2, 'a', 'A'), known(1, 'z', 'Z'), known(3, 'gone', 'G')];
    expect(plan([file('a', 'A'), file('b', 'B'), file('c', 'Z'), file('z', 'Z')], units, true)).toEqual({
      read: ['1 z Z', '2 a A', '10 b B'],
      skipped: ['gone: was loaded earlier and is gone now; its rows stay as they are', 'c: same content as z'],
    });
  });
});

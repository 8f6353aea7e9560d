import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take minutes: begun last, one of them would go on alone when all others are done. */
const LONGEST = ['test/torture/torture.test.ts', 'test/pipeline/kills.test.ts'];

function isLong({ moduleId }: TestSpecification): boolean {
  return LONGEST.some((file) => moduleId.replaceAll('\\', '/').endsWith(file));
}

/** The order of the test files: Vitest's, but the longest ones begin. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

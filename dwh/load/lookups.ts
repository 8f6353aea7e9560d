import { model } from '../model/model.ts';
import type { DimensionLookup, Fact } from '../model/star.ts';

export interface FactLookup {
  readonly fact: Fact;
  readonly lookup: DimensionLookup;
}

/** Every column of a fact that finds its key in the dimension. */
export function lookupsOf(dimension: string): readonly FactLookup[] {
  return model.facts.flatMap((fact) =>
    fact.columns.flatMap((lookup) =>
      lookup.kind === 'dimension' && lookup.dimension === dimension ? [{ fact, lookup }] : [],
    ),
  );
}

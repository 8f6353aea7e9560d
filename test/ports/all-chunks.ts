import type { ExtractedChunk, Extraction } from '../../core/ports/source.ts';

/** Every chunk of every unit, in order. */
export async function* allChunks(extraction: Extraction): AsyncGenerator<ExtractedChunk> {
  for (const unit of extraction.units) yield* extraction.chunks(unit);
}

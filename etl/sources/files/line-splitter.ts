import type { DecodedText } from './decode-text.ts';

/** Splits text into lines; an empty line at the very end is none. */
export class LineSplitter {
  readonly #take: (line: string, isUnended: boolean) => void;
  #rest = '';

  constructor(take: (line: string, isUnended: boolean) => void) {
    this.#take = take;
  }

  push(block: DecodedText): void {
    const text = this.#rest + block.text;
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      this.#take(text.slice(at, end), false);
      at = end + 1;
    }
    this.#rest = text.slice(at);
  }

  end(): void {
    if (this.#rest !== '') this.#take(this.#rest, true);
  }
}

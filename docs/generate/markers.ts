/**
 * Replaces what stands between `<!-- generated: name -->` and `<!-- end of name -->`.
 *
 * @throws when the page does not have both markers, once and in this order.
 */
export function replaceBetweenMarkers(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest, ...more] = page.split(start);
  const [, after, ...others] = (rest ?? '').split(end);
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new Error(`The page needs ${start} and ${end}, each once, in this order.`);
  }
  return `${before}${start}\n\n${text.trim()}\n\n${end}${after}`;
}

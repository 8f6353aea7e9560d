/** Whole cents as exact decimal text: 123456 gives "1234.56". */
export function formatCents(cents: number): string {
  const size = Math.abs(cents);
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
  return cents < 0 ? `-${text}` : text;
}

/** As German exports write it: 123456 gives "1.234,56". */
export function formatGermanCents(cents: number): string {
  const [whole = '0', fraction = '00'] = formatCents(cents).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}

/**
 * e to the power of x from additions and multiplications alone, whose results IEEE 754 fixes: the
 * language leaves `Math.exp` to the engine, and one different last digit would change the files.
 */
export function exponential(x: number): number {
  let result = 1 + x / 1024;
  for (let squaring = 0; squaring < 10; squaring += 1) result *= result;
  return result;
}

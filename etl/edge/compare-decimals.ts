/**
 * Orders two canonical decimals (`core/chunk.ts`) exactly: negative when `a` is less than `b`, 0 when they are
 * the same number ("1.50" and "1.5"), else positive.
 */
export function compareDecimals(a: string, b: string): number {
  const aNegative = a.startsWith('-');
  const bNegative = b.startsWith('-');
  if (aNegative !== bNegative) return aNegative ? -1 : 1;
  return aNegative ? compareMagnitudes(b.slice(1), a.slice(1)) : compareMagnitudes(a, b);
}

function compareMagnitudes(a: string, b: string): number {
  const [aWhole = '0', aFraction = ''] = a.split('.');
  const [bWhole = '0', bFraction = ''] = b.split('.');
  // Without leading zeros the longer whole part is the greater one, and equal lengths compare as text.
  if (aWhole.length !== bWhole.length) return aWhole.length - bWhole.length;
  if (aWhole !== bWhole) return aWhole < bWhole ? -1 : 1;
  const length = Math.max(aFraction.length, bFraction.length);
  const aPadded = aFraction.padEnd(length, '0');
  const bPadded = bFraction.padEnd(length, '0');
  if (aPadded === bPadded) return 0;
  return aPadded < bPadded ? -1 : 1;
}

const MAX_SUGGESTIONS = 3;

/** Names a person may have meant, nearest first: the same but for case and punctuation, or few letters away. */
export function closestNames(wanted: string, names: readonly string[]): readonly string[] {
  const simpleWanted = simplify(wanted);
  const limit = Math.max(1, Math.floor(simpleWanted.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOf(simpleWanted, simplify(name)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ name }) => name);
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Levenshtein; 0 too when one holds the other, as "orders.csv" and "orders.csv.gz". */
function distanceOf(a: string, b: string): number {
  if (a !== '' && b !== '' && (a.includes(b) || b.includes(a))) return Math.abs(a.length - b.length) > 4 ? 1 : 0;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

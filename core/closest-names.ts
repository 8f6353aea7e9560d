const MAX_SUGGESTIONS = 3;
/** A shorter text is part of too many names for that to mean anything. */
const MIN_CONTAINED_CHARACTERS = 4;

/**
 * Names a person may have meant, nearest first: few letters away, or one within the other. Names that are the
 * same but for case and punctuation push out all others.
 */
export function closestNames(wanted: string, names: readonly string[]): readonly string[] {
  const simpleWanted = simplify(wanted);
  const limit = Math.floor(simpleWanted.length / 3);
  const close = names
    .map((name) => ({ name, distance: distanceOf(simpleWanted, simplify(name)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  const same = close.filter(({ distance }) => distance === 0);
  return (same.length > 0 ? same : close).slice(0, MAX_SUGGESTIONS).map(({ name }) => name);
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Edits (Levenshtein), but 1 when one text is within the other. */
function distanceOf(a: string, b: string): number {
  const isContained = Math.min(a.length, b.length) >= MIN_CONTAINED_CHARACTERS && (a.includes(b) || b.includes(a));
  if (isContained) return a === b ? 0 : 1;
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

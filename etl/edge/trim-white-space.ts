/** U+0085 NEXT LINE is white space to Unicode, but not to `String.prototype.trim`. */
const NEXT_LINE = 0x85;

/** Without Unicode white space at both ends (no-break spaces too). White space inside stays, line breaks as well. */
export function trimWhiteSpace(text: string): string {
  const trimmed = text.trim();
  if (trimmed.charCodeAt(0) !== NEXT_LINE && trimmed.charCodeAt(trimmed.length - 1) !== NEXT_LINE) return trimmed;
  return trimmed.replace(/^[\s\u0085]+|[\s\u0085]+$/g, '');
}

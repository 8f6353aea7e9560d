/** Greedy up to the last `@`, so that nothing of a password is left over, whatever is in it. */
const PASSWORD_IN_URL = /([a-z]+:\/\/[^\s:/?#@]*):.*@/is;

/** A text as it may be shown: in the URL of a warehouse in it, `PASSWORD` stands for the password or client secret. */
export function withoutPassword(text: string): string {
  return text.replace(PASSWORD_IN_URL, '$1:PASSWORD@');
}

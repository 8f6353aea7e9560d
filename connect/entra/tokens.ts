/** Gives access tokens for a server. Asked for every new connection, so that long runs always have a fresh one. */
export interface TokenProvider {
  /**
   * A token that is valid for some minutes more; the same one as before while it is.
   *
   * @throws {WarehouseLoginError} the identity provider refused, or could not be asked (then `retryable`).
   */
  token(signal: AbortSignal): Promise<string>;
}

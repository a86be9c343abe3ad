/** What throws at once becomes a rejected promise, so that a caller has one way to hear of a failure. */

/**
 * Calls `operation` at once. Its promise is handed on as it is: not one turn later, so that nothing
 * that happens meanwhile, such as the answer to an invite, overtakes the result.
 */
export function attempt<T>(operation: () => Promise<T> | T): Promise<T> {
  try {
    return Promise.resolve(operation());
  } catch (error) {
    return Promise.reject(error);
  }
}

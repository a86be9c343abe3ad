/**
 * Ends a `switch` that returns nothing: a kind that no case handles does not compile.
 *
 * At run time nothing happens: a newer SDK may report what this version does not know.
 */
export function assertNever(value: never): void {
  void value;
}

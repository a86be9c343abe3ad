/** The choice of whom to ask into a group call. This file imports nothing: the stage page of an App has a copy of it. */

const MOST_KNOWN = 6;

/** Lists the people of earlier calls, each once. */
export const knownOf = (records: readonly { readonly userIDs: readonly string[] }[]): string[] => [
  ...new Set(records.flatMap(({ userIDs }) => userIDs)),
];

/** Lists people of earlier calls who can be asked. @param taken who is in the call or being asked already */
export const offeredOf = (known: readonly string[], taken: readonly string[]): string[] =>
  known.filter((userID) => !taken.includes(userID)).slice(0, MOST_KNOWN);

/** Lists whom the user has picked or typed, each once. @param typed userIDs with spaces, commas or semicolons between */
export function chosenOf(
  picked: readonly string[],
  typed: string,
  taken: readonly string[],
): string[] {
  const userIDs = [...picked, ...typed.split(/[\s,;，、；]+/)];
  return [...new Set(userIDs)].filter((userID) => userID && !taken.includes(userID));
}

/** Picks somebody, or takes the choice back. */
export const toggled = (picked: readonly string[], userID: string): string[] =>
  picked.includes(userID) ? picked.filter((other) => other !== userID) : [...picked, userID];

let views = 0;

/** Makes an element id that no other tile has. */
export function newViewID(userID: string): string {
  views += 1;
  return `trtc-view-${views}-${userID}`;
}

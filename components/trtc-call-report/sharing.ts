/** A report leaves the device only by the user's own hand: over the clipboard, or by the sheet of the system. */

export function copy(data: string, copied: string): void {
  uni.setClipboardData({
    data,
    showToast: false,
    success: () => uni.showToast({ title: copied, icon: 'none' }),
  });
}

/** Browsers of phones have it, on https. */
export const offersSharing = (): boolean =>
  typeof navigator !== 'undefined' && typeof navigator.share === 'function';

export function share(text: string): void {
  // Who closes the sheet has changed their mind, which is no failure.
  navigator.share({ text }).catch(() => {});
}

import { platformFacts } from './platform-facts';

/**
 * Measures what WeChat draws over a page that has a navigation of its own: the status bar, and its menu
 * in the right corner.
 *
 * @returns CSS variables; none elsewhere, where the browser's safe areas say it all
 */
export function weixinSafeArea(): Record<string, string> {
  if (!platformFacts().menuOverPage) return {};
  try {
    const { statusBarHeight = 0 } = uni.getSystemInfoSync();
    const { bottom } = uni.getMenuButtonBoundingClientRect();
    return { '--trtc-safe-top': `${statusBarHeight}px`, '--trtc-menu-bottom': `${bottom}px` };
  } catch {
    // Older base libraries throw while the menu is not there yet.
    return {};
  }
}

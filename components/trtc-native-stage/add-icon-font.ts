import { ICON_FONT } from './icon-font';

/** The name of the font, which an app has no other of. */
export const ICON_FAMILY = 'trtc-calling-icons';

/** Makes the icons known to this page: nvue asks for a font by a rule, once per page. */
export function addIconFont(): void {
  const dom = uni.requireNativePlugin('dom') as { addRule(kind: 'fontFace', rule: object): void };
  const src = `url('data:font/truetype;charset=utf-8;base64,${ICON_FONT}')`;
  dom.addRule('fontFace', { fontFamily: ICON_FAMILY, src });
}

import { ICON_FAMILY } from './icon-glyphs';

/** Makes the icons known to this page: nvue asks for a font by a rule, once per page. @param font TrueType, as base64 */
export function addIconFont(font: string): void {
  const dom = uni.requireNativePlugin('dom') as { addRule(kind: 'fontFace', rule: object): void };
  const src = `url('data:font/truetype;charset=utf-8;base64,${font}')`;
  dom.addRule('fontFace', { fontFamily: ICON_FAMILY, src });
}

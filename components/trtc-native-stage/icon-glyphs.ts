/** The icons of the stage page are characters of a font. Written by `node scripts/stage-font.mjs`; not to be changed by hand. */

/** The name of the font, which an app has no other of. */
export const ICON_FAMILY = 'trtc-calling-icons';

// prettier-ignore
export const GLYPHS = {
  'mic': '\ue000',
  'mic-off': '\ue001',
  'video': '\ue002',
  'video-off': '\ue003',
  'phone': '\ue004',
  'hangup': '\ue005',
  'flip': '\ue006',
  'sound': '\ue007',
  'ear': '\ue008',
  'people': '\ue009',
  'close': '\ue00a',
  'check': '\ue00b',
  'warning': '\ue00c',
} as const;

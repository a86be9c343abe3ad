/** Translates the styles of nvue, numbers of px or texts, to CSS. */
const UNITLESS = /^(flex|flexGrow|flexShrink|opacity|fontWeight|lines|zIndex)$/;

/** Weex measures `rpx` by 750 to the width of the screen. */
const rpx = (text: string): string =>
  text.replace(/(-?[\d.]+)rpx/g, (_all, number: string) => `${(Number(number) / 750) * 100}vw`);

const hyphenated = (name: string) => name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);

export function cssOf(styles: Record<string, unknown>): string {
  return Object.entries(styles)
    .map(([name, value]) => {
      if (name === 'lines') return clamp(Number(value));
      // In weex `flex: n` takes a share of what is left, whatever the content.
      if (name === 'flex') return `flex:${String(value)} 1 0`;
      const text =
        typeof value === 'number' && !UNITLESS.test(name) ? `${value}px` : rpx(String(value));
      return `${hyphenated(name)}:${/^-?[\d.]+$/.test(text) && !UNITLESS.test(name) ? `${text}px` : text}`;
    })
    .join(';');
}

const clamp = (lines: number) =>
  lines > 0
    ? `display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:${lines};overflow:hidden`
    : '';

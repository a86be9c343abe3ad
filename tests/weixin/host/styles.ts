/** Makes style sheets of WXSS: built-in components by their element names, classes in their scope. */
import type { Package } from './package';

/** Prefixes the classes of a component; those of the app and of pages have no prefix. */
export const scopeOf = (path: string): string => path.replace(/\W/g, '_');

const BASE = `
  wx-page { display: block; min-height: 100%; font-family: sans-serif; }
  wx-view, wx-scroll-view, wx-form, wx-swiper { display: block; }
  wx-scroll-view { overflow: auto; }
  wx-text { white-space: pre-line; }
  wx-live-pusher video { object-fit: cover; }
  wx-image { display: inline-block; overflow: hidden; width: 320px; height: 240px; }
  wx-image img { width: 100%; height: 100%; }
  wx-input { display: block; overflow: hidden; }
  wx-input input { width: 100%; height: 100%; padding: 0; border: 0; outline: 0; color: inherit;
    background: none; font: inherit; }
  wx-live-pusher, wx-live-player { display: block; overflow: hidden; width: 300px; height: 225px;
    background: #000; }
  wx-live-pusher video, wx-live-player video { display: block; width: 100%; height: 100%; }
`;

export class Styles {
  private readonly shared: CSSStyleSheet[];
  private readonly pages = new Map<string, CSSStyleSheet>();

  constructor({ styles }: Package, pages: string[], builtIns: string[]) {
    const sheet = (path: string, scope: string) =>
      translate(styles[path] ?? '', scope, new Set([...builtIns, 'live-pusher', 'live-player']));
    const parts = Object.keys(styles).filter((path) => path !== 'app' && !pages.includes(path));
    const base = new CSSStyleSheet();
    base.replaceSync(BASE);
    this.shared = [base, sheet('app', ''), ...parts.map((path) => sheet(path, scopeOf(path)))];
    for (const page of pages) this.pages.set(page, sheet(page, ''));
  }

  of(page: string): CSSStyleSheet[] {
    const own = this.pages.get(page);
    return own ? [...this.shared, own] : this.shared;
  }
}

function translate(text: string, scope: string, builtIns: Set<string>): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  // 750 rpx are the width of the screen.
  const lengths = text.replace(/(-?\d*\.?\d+)rpx\b/g, 'calc(100vw * $1 / 750)');
  // A tag's name is not a valid selector of the elements here, so it is changed after parsing.
  sheet.replaceSync(lengths);
  for (const rule of [...sheet.cssRules]) adapt(rule, scope, builtIns);
  return sheet;
}

function adapt(rule: CSSRule, scope: string, builtIns: Set<string>): void {
  if (rule instanceof CSSStyleRule) {
    rule.selectorText = selector(rule.selectorText, scope, builtIns);
  } else if (rule instanceof CSSGroupingRule) {
    for (const inner of [...rule.cssRules]) adapt(inner, scope, builtIns);
  }
}

function selector(text: string, scope: string, builtIns: Set<string>): string {
  const prefix = scope === '' ? '' : `${scope}--`;
  return text
    .replace(/\.([A-Za-z_][\w-]*)/g, `.${prefix}$1`)
    .replace(/(^|[\s>+~,(])([a-z][a-z-]*)/g, (all, before: string, tag: string) =>
      builtIns.has(tag) ? `${before}wx-${tag}` : all,
    );
}

/** A built mini-program, as the host page loads it. Paths have no extension. */
export interface Package {
  scripts: Record<string, string>;
  styles: Record<string, string>;
  configs: Record<string, object>;
  /** An expression whose value holds the compiled templates by path. */
  templates: string;
}

export interface AppConfig {
  /** Those of the main package; the first one is where the mini-program starts. */
  pages: string[];
  /** Loaded when one of their pages opens. */
  subPackages?: { root: string; pages: string[] }[];
  window?: Record<string, unknown>;
}

export interface ComponentConfig {
  component?: boolean;
  usingComponents?: Record<string, string>;
}

/** @throws Error */
export function appConfig({ configs }: Package): AppConfig {
  const config = configs.app as AppConfig | undefined;
  if (!config?.pages?.length) throw new Error('app.json names no pages');
  return config;
}

/** All pages, by their paths from the root. */
export const routesOf = ({ pages, subPackages = [] }: AppConfig): string[] => [
  ...pages,
  ...subPackages.flatMap(({ root, pages: below }) => below.map((page) => `${root}/${page}`)),
];

/** The root of the sub-package that a file is in; '' for the main package. */
export const packageOf = ({ subPackages = [] }: AppConfig, path: string): string =>
  subPackages.find(({ root }) => path.startsWith(`${root}/`))?.root ?? '';

/** `path` as `from` writes it, from the root of the package; undefined for what is outside of it. */
export function pathFrom(from: string, path: string): string {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

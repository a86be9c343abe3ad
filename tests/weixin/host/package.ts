/** A package is a built mini-program as the host page loads it. Its paths have no extension. */
export interface Package {
  scripts: Record<string, string>;
  styles: Record<string, string>;
  configs: Record<string, object>;
  /** An expression whose value holds the compiled templates by path. */
  templates: string;
}

export interface AppConfig {
  /** Pages of the main package; the mini-program starts with the first one. */
  pages: string[];
  /** Sub-packages are loaded when one of their pages opens. */
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

/** Lists all pages by their paths from the root. */
export const routesOf = ({ pages, subPackages = [] }: AppConfig): string[] => [
  ...pages,
  ...subPackages.flatMap(({ root, pages: below }) => below.map((page) => `${root}/${page}`)),
];

/** Finds the root of the sub-package that a file is in; '' is the main package. */
export const packageOf = ({ subPackages = [] }: AppConfig, path: string): string =>
  subPackages.find(({ root }) => path.startsWith(`${root}/`))?.root ?? '';

/** Resolves `path` as `from` writes it to one from the root of the package; undefined for what is outside. */
export function pathFrom(from: string, path: string): string {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

import type { Project } from './project';

/** A road is one way to install: which project, and what is done there. */
export interface Road {
  title: string;
  /** Below tests/apps: the files of the first, and those of the others over them. */
  apps: string[];
  /** The page of the documents that the reader follows: its files come over those of the apps. */
  page?: string;
  steps: Record<string, (project: Project) => unknown>;
}

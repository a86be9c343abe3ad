/** The server of an app that has no page to which `/usersig` would belong: a mini-program, an App. */
import type { Project } from './project';

export const SERVER = 'https://calls.example.com';

/** Writes the whole address into the app, as the documents say. */
export function giveServer(project: Project): void {
  project.edit('src/calls/talk.vue', /'[^'\s]*\/usersig'/g, `'${SERVER}/usersig'`);
}

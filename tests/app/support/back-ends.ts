/** What carries an App's media: its web views, or the native plug-in that is packed with it. */
export type BackEnd = 'web' | 'native';

/** What holds for calls of an App holds for each of these. */
export const BACK_ENDS: readonly BackEnd[] = ['web', 'native'];

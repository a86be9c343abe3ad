/** The back ends that the built App has. What tests one of them is listed only where it is there. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { APP } from '../host/app-host';

/** What carries an App's media: its web views, or the native plug-in that is packed with it. */
export type BackEnd = 'web' | 'native';

/** The native back end lives in a page of its own, which a build has, or has not. */
const STAGE_PAGE = 'pages/call/stage.js';

export const BACK_ENDS: readonly BackEnd[] = existsSync(join(APP, STAGE_PAGE))
  ? ['web', 'native']
  : ['web'];

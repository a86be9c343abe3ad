/** Every road to install. */
import type { Road } from './road';
import { UNI_ROADS } from './uni-roads';
import { WEB_ROADS } from './web-roads';

export const ROADS: Record<string, Road> = { ...UNI_ROADS, ...WEB_ROADS };

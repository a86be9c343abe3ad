/** Every road to install. */
import type { Road } from './road';
import { SDK_ROADS } from './sdk-roads';
import { UNI_ROADS } from './uni-roads';
import { WEB_ROADS } from './web-roads';

export const ROADS: Record<string, Road> = { ...UNI_ROADS, ...WEB_ROADS, ...SDK_ROADS };

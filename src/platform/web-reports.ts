/** A page loads with its login what reports of its calls are made with. */
import { CallRecorder } from '../diagnostics/report';
import { createWebStats } from '../media/web';
import type { WebReports } from './web-platform';

export const reports: WebReports = {
  createRecorder: (options) => new CallRecorder(options),
  createStats: createWebStats,
};

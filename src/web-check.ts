/** The environment check of web pages. It has a file of its own so that a page which only checks leaves the client out. */
import {
  checkEnvironment as check,
  type CheckOptions,
  type EnvironmentReport,
} from './diagnostics';
import { webChecks } from './platform/web-checks';

/** The same as the method, before there is an instance or an SDKAppID. */
export function checkEnvironment(options?: CheckOptions): Promise<EnvironmentReport> {
  return check(webChecks, options);
}

/** The generated pages, and what makes each of them. */
import { apiDoc } from './api';
import { diagnosticsDoc } from './diagnostics';
import { domainsDoc } from './domains';
import { errorsDoc } from './errors';

export const PAGES: Record<string, () => string> = {
  'docs/api/README.md': () => apiDoc('en'),
  'docs/zh-CN/api.md': () => apiDoc('zh-CN'),
  'docs/diagnostics.md': () => diagnosticsDoc('en'),
  'docs/zh-CN/diagnostics.md': () => diagnosticsDoc('zh-CN'),
  'docs/errors.md': () => errorsDoc('en'),
  'docs/zh-CN/errors.md': () => errorsDoc('zh-CN'),
  'docs/domains.md': () => domainsDoc('en'),
  'docs/zh-CN/domains.md': () => domainsDoc('zh-CN'),
};

/** The App platform: SDKs from the package, media in a page, permissions of the system. */
import { appChecks } from './app-checks';
import { appMedia } from './app-media';
import { createAppPermissions } from './app-permissions';
import { uniPlatform } from './uni-native';

export const platform = uniPlatform('uniapp', {
  createMedia: appMedia,
  checks: appChecks(createAppPermissions),
});

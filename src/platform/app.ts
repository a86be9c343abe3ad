/** The App platform: SDKs from the package, media in a page, permissions of the system. */
import type { AppPermissions } from '../media/app';
import { appChecks } from './app-checks';
import { appMedia } from './app-media';
import { createAppPermissions } from './app-permissions';
import { uniPlatform } from './uni-native';

let permissions: AppPermissions | undefined;
/** Made when they are needed: before that there may be no App yet. */
const appPermissions = () => (permissions ??= createAppPermissions());

export const platform = uniPlatform('uniapp', {
  createMedia: (options) => appMedia(options, appPermissions()),
  checks: appChecks(appPermissions),
  noNetworkCheck: 'the media of an App are in the page of a call, which enters one room',
});

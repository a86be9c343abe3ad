/** A room client is one client of trtc-js-sdk: how it is made, and how it is got rid of whatever the network does. */
import type { Client } from 'trtc-js-sdk';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { ProxyOptions } from '../../runtime/environment';
import { within } from '../../runtime/within';
import type { TrtcSdk } from './sdk-loader';

/** The server is given this long to hear that this user leaves, in ms. */
const LEAVE_TIMEOUT = 2000;

interface User {
  sdkAppID: number;
  userID: string;
  userSig: string;
}

/** Makes a client that subscribes to nothing by itself. The SDK throws at parameters that it does not like. */
export function createRoomClient(
  sdk: TrtcSdk,
  { sdkAppID, userID, userSig }: User,
  { trtc, log }: ProxyOptions,
): Client {
  const client = sdk.createClient({
    mode: 'rtc',
    sdkAppId: sdkAppID,
    userId: userID,
    userSig,
    // Subscribing by hand tells at once who sends, also where receiving fails.
    autoSubscribe: false,
    // Our own events ask for the tap.
    enableAutoPlayDialog: false,
  });
  if (trtc !== undefined || log !== undefined) {
    const proxy = {
      ...(trtc !== undefined && { websocketProxy: trtc }),
      ...(log !== undefined && { loggerProxy: log }),
    };
    // All its members are optional, though the SDK's types want each.
    client.setProxyServer(proxy as Parameters<Client['setProxyServer']>[0]);
  }
  return client;
}

/**
 * Leaves within two seconds and destroys the client. Its listeners are called no more.
 *
 * @param joined false also while the join is not answered
 */
export async function disposeRoomClient(
  client: Client,
  joined: boolean,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<void> {
  client.off('*');
  const destroy = (): boolean => {
    try {
      client.destroy();
      return true;
    } catch (error) {
      log.log('the TRTC client is still in the room', error);
      return false;
    }
  };
  // A client that is still joining is told by its destruction.
  if (!joined && destroy()) return;
  client.enableAudioVolumeEvaluation(-1);
  const left = client.leave().then(destroy, (error: unknown) => {
    log.log('the server could not be told that this user left', error);
    return destroy();
  });
  await within(clock, LEAVE_TIMEOUT, left, () => undefined);
}

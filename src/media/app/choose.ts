/** The back end of an App is chosen from what is known: what the app wants, what is packed, what its page says. */
import type { AppMediaOption, CarrierKind } from '../page-link';
import type { PageFacts } from './messages';

export interface Known {
  option: AppMediaOption;
  /** The native plug-in is packed, with all its methods. */
  hasPlugin: boolean;
  /** It is what the call page said of its web view; before it has been there nothing is known. */
  web?: PageFacts | undefined;
}

export interface Choice {
  /** It is the page that calls need. Where no call is possible it is the one that can say so. */
  kind: CarrierKind;
  /** It says as a sentence why nothing can be sent. */
  obstacle?: string;
  /** It is false where not even others can be seen and heard. */
  canEnter: boolean;
}

/** What an App's developer can do; an App's user has no other browser. */
export const APP_CURE =
  'Pack the native plug-in TRTCCloudUniPlugin-TRTCCloudImpl into a custom base, or use a system whose web view ' +
  'gives pages microphone and camera (Android with a current WebView, iOS 14.3 or later). ' +
  'Where the web view has WebRTC, receiving works with { receiveOnly: true }.';

export function choose({ option, hasPlugin, web = {} }: Known): Choice {
  if (option !== 'web' && hasPlugin) return { kind: 'native', canEnter: true };
  if (option === 'native') {
    const obstacle = 'the native TRTC plug-in is not packed, which the option appMedia asks for';
    return { kind: 'web', obstacle, canEnter: false };
  }
  const obstacle = webObstacle(web);
  const canEnter = web.webrtc !== false;
  return { kind: 'web', canEnter, ...(obstacle === undefined ? {} : { obstacle }) };
}

function webObstacle({ webrtc, secure, capture }: PageFacts): string | undefined {
  if (webrtc === false) return 'the web view of this system has no WebRTC';
  if (secure === false) return 'the web view does not trust the pages of this App';
  if (capture === false) return 'the web view gives pages no access to microphone and camera';
  return undefined;
}

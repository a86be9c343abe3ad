/**
 * Kinds are the terms of a timeline, and the rows of the vendor's tables that say the same. A kind without a row has
 * none that honestly fits. Where the web SDK has an event of its own for it, that is the row of a web page.
 *
 * The ids stand here once more, so that a client does not carry the tables; a test compares them.
 */

/** A row of the vendor's tables of events. @see describeEvent */
export interface ReportRow {
  group: 'sdk' | 'webrtc' | 'experience' | 'dismissal' | 'realtime';
  id: number;
  params?: number[];
}

const sdk = (id: number, ...params: number[]): ReportRow => ({
  group: 'sdk',
  id,
  ...(params.length ? { params } : {}),
});
const webrtc = (id: number): ReportRow => ({ group: 'webrtc', id });

interface Rows {
  row?: ReportRow;
  /** On a web page. */
  web?: ReportRow;
}

const none: Rows = {};

export const KINDS = {
  /* Signalling. */
  dialed: none,
  rejoined: none,
  'invite-out': none,
  'invite-delivered': none,
  'invite-failed': none,
  invited: none,
  accepted: none,
  declined: none,
  'hung-up': none,
  'answer-out': none,
  'answer-failed': none,
  answered: none,
  cancelled: none,
  expired: none,
  'answered-elsewhere': none,
  'peer-ended': none,
  'switch-asked': none,
  'switch-requested': none,
  'switch-answered': none,
  'switch-failed': none,
  'login-ended': none,
  /* Devices and permissions. */
  permission: none,
  'devices-asked': none,
  'devices-ready': none,
  'devices-failed': none,
  'device-failed': none,
  'devices-changed': none,
  'microphone-wanted': none,
  'camera-wanted': none,
  'microphone-started': { row: sdk(3001, 0) },
  'microphone-on': { row: sdk(3001, 3), web: webrtc(32774) },
  'microphone-off': { row: sdk(3001, 1), web: webrtc(32772) },
  'microphone-lost': { row: sdk(3001, 2) },
  'camera-on': { row: sdk(4006, 0) },
  'camera-off': { row: sdk(4006, 1), web: webrtc(32770) },
  'camera-lost': none,
  /* The room. */
  entering: { row: sdk(5001), web: webrtc(32788) },
  entered: { row: sdk(5003, 1) },
  'enter-failed': { row: sdk(5003, 0) },
  'sound-published': { web: webrtc(32769) },
  'picture-published': { web: webrtc(32768) },
  'publish-failed': none,
  reconnecting: { web: webrtc(32794) },
  reconnected: { web: webrtc(32795) },
  'connection-lost': { web: webrtc(32796) },
  'room-closed': none,
  leaving: { web: webrtc(32789) },
  left: { row: sdk(5008, 1) },
  /* What goes out and comes in. */
  'first-sound-sent': { row: sdk(5009) },
  'first-picture-sent': { row: sdk(5004) },
  'first-sound-received': none,
  'first-picture-received': { row: sdk(5006) },
  'first-picture-played': { row: sdk(5007) },
  playing: none,
  'playback-blocked': none,
  'peer-entered': { row: sdk(7000, 0) },
  'peer-left': { row: sdk(7001, 0) },
  'peer-timed-out': { row: sdk(7001, 1) },
  'peer-removed': { row: sdk(7001, 2) },
  'peer-sound-on': none,
  'peer-sound-off': none,
  'peer-picture-on': none,
  'peer-picture-off': none,
  /* Around the call. */
  'page-hidden': { row: sdk(2001, 1) },
  'page-shown': { row: sdk(2001, 0) },
  network: none,
  warning: none,
  'time-is-up': none,
  connected: none,
  ended: none,
} as const satisfies Record<string, Rows>;

export type TimelineKind = keyof typeof KINDS;

/** The rows of `network`, by its type. */
const NETWORKS: Record<string, ReportRow> = {
  none: sdk(1003, 0),
  wifi: sdk(1003, 1),
  '4g': sdk(1003, 2),
  '3g': sdk(1003, 3),
  '2g': sdk(1003, 4),
  wired: sdk(1003, 5),
};

/** Gives the row that says the same as an entry on this platform. */
export function rowOf(
  kind: TimelineKind,
  detail: string | undefined,
  isWeb: boolean,
): ReportRow | undefined {
  if (kind === 'network') return NETWORKS[detail ?? ''];
  const { row, web } = KINDS[kind] as Rows;
  return (isWeb && web) || row;
}

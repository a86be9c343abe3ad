/** What the monitor remembers, as plain data: its API answers it and its page shows it. Times are epoch milliseconds. */

export interface MonitoredEvent {
  /** In the vendor's table of events of the web SDK: `describeEvent({ group: 'webrtc', id })` has words. */
  id: number;
  /** By the clock of the client. */
  at: number;
  /** The other user whom it is about. */
  about?: string;
}

/** What the SDK measured of what a user sends, or of what comes from another. What was not told is absent. */
export interface StreamSample {
  roundTripMs?: number;
  audioKbps?: number;
  /** 0 is silence and 1 the loudest. */
  audioLevel?: number;
  /** Of all videos together. */
  videoKbps?: number;
  fps?: number;
  width?: number;
  height?: number;
  /** Of what a user sends as the server counted it, of what comes as the SDK did. */
  lossPercent?: number;
}

/** One report, every two seconds. */
export interface Sample {
  at: number;
  /** Absent while nothing is published. */
  up?: StreamSample;
  /** What comes from others. */
  down: (StreamSample & { userID: string })[];
}

export interface MonitoredUser {
  userID: string;
  joinedAt: number;
  /** Absent while the user is in the room. */
  leftAt?: number;
  /** Version of trtc-js-sdk. */
  sdk?: string;
  events: MonitoredEvent[];
  samples: Sample[];
}

export interface MonitoredRoom {
  /** Counted by the monitor: a room may be opened again under the same roomID. */
  id: number;
  roomID: string | number;
  openedAt: number;
  closedAt?: number;
  users: MonitoredUser[];
}

/** A room in the list of all. */
export type RoomSummary = Omit<MonitoredRoom, 'users'> & {
  users: Pick<MonitoredUser, 'userID' | 'joinedAt' | 'leftAt'>[];
};

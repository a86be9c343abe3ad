/** A level is 0 unknown, 1 excellent … 5 very bad, 6 disconnected: the scale of the TRTC documents. */
export type NetworkLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6;

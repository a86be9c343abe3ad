/** English is the language that the keys come from; the others must have every one of them. */
import type { FindingKind } from '../thresholds';

/** A finding in two voices: for the user, and for who supports them. */
type Voices = readonly [user: string, support: string];

/**
 * `no-device:peer` is the other side's, which is told by that side alone. `peer-gone:all`: nobody was in the room, and
 * nothing says why.
 */
export type FindingWord = FindingKind | 'no-device:peer' | 'peer-gone:all';

export interface ReportWords {
  /** `{from}` and `{to}` are minutes and seconds since the call began. */
  readonly times: Readonly<Record<'between' | 'since' | 'at', string>>;
  readonly none: Voices;
  /** It stands between findings. */
  readonly and: string;
  readonly findings: Readonly<Record<FindingWord, Voices>>;
}

export const en: ReportWords = {
  times: { between: 'between {from} and {to}', since: 'from {from} on', at: 'at {from}' },
  none: [
    'Nothing unusual happened in this call',
    'Nothing unusual: no failure, no break, no bad measurement',
  ],
  and: '; ',
  findings: {
    kicked: [
      'You were taken out of the call because your account logged in somewhere else',
      'The account logged in on another device or entered the room twice {time}, which ended the call',
    ],
    'permission-refused': [
      'Microphone or camera is not allowed here: allow it in the settings and call again',
      'Microphone or camera was refused by the user or the system {time} ({code})',
    ],
    'no-device': [
      'The microphone or the camera could not be opened: plug it in, or close the program that uses it',
      'A microphone or camera is missing, or another program holds it {time} ({code})',
    ],
    'no-device:peer': [
      'The microphone or the camera of {who} could not be opened',
      'The other side, {who}, ended the call {time} because no device opened there',
    ],
    'not-supported': [
      'Calls do not work in this browser or app as it is',
      'This environment cannot send sound and picture ({code}): no trusted address, no WebRTC, or no live components',
    ],
    'join-refused': [
      'You could not come into the call: log in again, check the network, and call once more',
      'The service refused the room or did not answer {time} ({code}): check userSig, SDKAppID and firewall',
    ],
    'publish-failed': [
      'Your sound and picture could not be sent: check the network or the firewall',
      'The room was entered, but sending failed {time} ({code}): often a firewall that blocks UDP',
    ],
    'signalling-failed': [
      'The call could not be delivered: check the network and call again',
      'A call message did not get out by IM {time} ({code})',
    ],
    'connection-lost': [
      'Your connection broke and did not come back, so the call ended',
      'The connection to the room was lost {time} and did not come back in time',
    ],
    'room-closed': [
      'The service ended the call',
      'The room was dismissed, or the user was removed from it, by the server {time}',
    ],
    reconnected: [
      'Your connection broke for {took} s and came back',
      'The connection to the room was cut {time}, for {took} s, and was repaired',
    ],
    'peer-gone': [
      'The other side lost the connection: {who} did not hang up',
      '{who} went silent and then left the room without hanging up {time}: network, battery or a closed app there',
    ],
    'peer-gone:all': [
      'Nobody else was in the call any more',
      'Nobody else was in the room, which ended the call {time}: look at the reports of the others',
    ],
    'microphone-lost': [
      'Your microphone was unplugged or taken by another program',
      'The microphone stopped by itself {time}: unplugged, or taken by a phone call or another program',
    ],
    'camera-lost': [
      'Your camera was unplugged or taken by another program',
      'The camera stopped by itself {time}: unplugged, or taken by another program or the system',
    ],
    'blocked-playback': [
      'The browser held the sound back until you tapped',
      'The browser blocked the playback of {who} {time}: the page had no tap before it',
    ],
    'loss-up': [
      'Your network lost up to {loss} % of what you sent {time}; the other side heard gaps or saw a frozen picture',
      'Loss on the way up: at most {loss} %, {time}',
    ],
    'loss-down': [
      'Up to {loss} % of what others sent you got lost {time}; you heard gaps or saw a frozen picture',
      'Loss on the way down, from {who}: at most {loss} %, {time}',
    ],
    delay: [
      'Your network was slow to answer {time}; you may have talked into each other',
      'Round trip to the service: at most {delay} ms, {time}',
    ],
    'no-sound': [
      'You heard nothing from {who} {time}',
      'No sound came in from {who} {time}, although the microphone there was on',
    ],
    'microphone-silent': [
      'Your microphone recorded nothing but silence {time}: check its switch or choose another one',
      'The microphone was on, but its level stayed 0 {time}',
    ],
    'no-picture': [
      'No picture from {who} came in {time}',
      'No frame from {who} came in {time}, although the camera there was on',
    ],
    'weak-up': [
      'Your network was too weak for what you sent {time}',
      'Network level on the way up: {level} of 6, {time}; this platform tells neither loss nor delay',
    ],
    'weak-down': [
      'Your network was too weak for what came in {time}',
      'Network level on the way down: {level} of 6, {time}; this platform tells neither loss nor delay',
    ],
    'jitter-up': [
      'What you sent went out unevenly {time}',
      'Jitter on the way up: at most {jitter} ms, {time}',
    ],
    'jitter-down': [
      'What came in came unevenly {time}',
      'Jitter on the way down, from {who}: at most {jitter} ms, {time}',
    ],
    frozen: [
      'The picture of {who} froze {time}',
      'The picture of {who} stood still for up to {frozen} ms in 2 s {time}',
    ],
    'few-frames-up': [
      'Your picture moved in jerks {time}',
      'The camera picture was encoded at as few as {frameRate} frames a second {time}: a busy device or a weak network',
    ],
    'few-frames-down': [
      'The picture of {who} moved in jerks {time}',
      'The picture of {who} came at as few as {frameRate} frames a second {time}',
    ],
    'slow-join': [
      'It took {took} s to come into the call',
      'Entering the room took {took} s {time}',
    ],
  },
};

/** The call store stands between an instance of TRTCCalling and the screens. */
import { defineStore } from 'pinia';
import { computed, markRaw, ref, shallowRef } from 'vue';
import { ErrorCode, isSendingFailure } from '../error-codes';
import { CallError } from '../errors';
import type { CallSnapshot } from '../trtc-calling/snapshot';
import { keptReports } from './kept-reports';
import { needsPinia } from './needs-pinia';
import { NO_CALL } from './no-call';
import { usePreferencesStore } from './preferences';
import { addRecord, forgetRecords, loadRecords, recordOf, storeRecord } from './records';
import { useScreensStore } from './screens';
import type {
  AttachOptions,
  CallControl,
  CallRecord,
  CallTarget,
  DeviceKind,
  PlainError,
} from './types';

/** These errors are not worth a word: the end of the call says it. */
const SILENT_ERRORS: readonly number[] = [ErrorCode.Cancelled];

const useStore = defineStore('trtc-call', () => {
  let calling: CallControl | undefined;
  let release = () => {};
  let ownScreens = false;
  /** The running call, kept for the record of its end. */
  let running: CallSnapshot | undefined;
  /** The place of each user's picture. */
  const views = new Map<string, string>();

  const snapshot = shallowRef<CallSnapshot>(NO_CALL);
  const error = shallowRef<PlainError>();
  const records = shallowRef<CallRecord[]>([]);
  const reports = keptReports(() => snapshot.value.userID);
  /** The call that ended last, until its end was seen. */
  const ended = shallowRef<CallRecord>();
  const minimised = ref(false);
  /**
   * True if this page cannot send what the incoming call asks for: only watching and listening
   * works.
   */
  const cannotSend = ref(false);
  /** It counts the times that there were other devices than before. */
  const deviceChanges = ref(0);
  let looks = 0;

  const isBusy = computed(() => snapshot.value.phase !== 'idle');
  const isIncoming = computed(() => snapshot.value.phase === 'ringing');
  const isOutgoing = computed(() => ['dialing', 'inviting'].includes(snapshot.value.phase));
  const isConnected = computed(() => snapshot.value.phase === 'connected');
  const isVideo = computed(() => snapshot.value.type === 2);
  const isReady = computed(() => snapshot.value.login === 'ready');

  /** Shows this instance from now on; once more changes nothing. Another one that was attached is let go. */
  function attach(instance: CallControl, options: AttachOptions = {}): void {
    ownScreens = options.ownScreens ?? false;
    if (instance === calling) return follow(instance.snapshot);
    detach();
    calling = markRaw(instance);
    // An end from before is none to report.
    snapshot.value = instance.snapshot;
    load(instance.snapshot.userID);
    keepRunning(instance.snapshot);
    const unsubscribe = instance.subscribe(follow);
    instance.on('onError', fail);
    instance.on('onDevicesChanged', devicesChanged);
    instance.on('onCallReport', reports.keep);
    release = () => {
      unsubscribe();
      instance.off('onError', fail);
      instance.off('onDevicesChanged', devicesChanged);
      instance.off('onCallReport', reports.keep);
    };
  }

  /** Forgets the instance and its call. Records stay stored. */
  function detach(): void {
    release();
    release = () => {};
    calling = undefined;
    running = undefined;
    views.clear();
    snapshot.value = NO_CALL;
    records.value = [];
    reports.clear();
    ended.value = undefined;
    error.value = undefined;
    minimised.value = false;
    cannotSend.value = false;
  }

  function load(userID: string): void {
    records.value = [];
    loadRecords(userID, (stored) => {
      if (snapshot.value.userID !== userID) return;
      // Calls may have ended before it could be read.
      records.value = [...records.value].reverse().reduce(addRecord, stored);
    });
    reports.load(userID);
  }

  function follow(next: CallSnapshot): void {
    const previous = snapshot.value;
    snapshot.value = next;
    if (next.userID && next.userID !== previous.userID) load(next.userID);
    keepRunning(next);
    if (next.end && next.end !== previous.end && running) {
      const record = recordOf(running, next.end);
      records.value = addRecord(records.value, record);
      ended.value = record;
      reports.expect(record);
      minimised.value = false;
      storeRecord(next.userID || previous.userID, record);
    }
    if (next.phase === 'idle') running = undefined;
  }

  function keepRunning(next: CallSnapshot): void {
    if (next.phase === 'idle' || next.phase === 'ending') return;
    if (!running) {
      begin();
      if (next.phase === 'ringing') void lookAhead(next);
    }
    running = next;
  }

  function begin(): void {
    reports.expect(undefined);
    ended.value = undefined;
    error.value = undefined;
    minimised.value = false;
    cannotSend.value = false;
    if (!ownScreens) useScreensStore().expectCall(() => running !== undefined);
  }

  function devicesChanged(): void {
    deviceChanges.value += 1;
    if (isIncoming.value) void lookAhead(snapshot.value);
  }

  /** An answer that fails ends the call, so what would make it fail is looked for before. */
  async function lookAhead({ inviteID, type }: CallSnapshot): Promise<void> {
    const look = ++looks;
    const { findings = [] } = (await calling?.checkEnvironment?.()) ?? {};
    if (snapshot.value.inviteID !== inviteID || look !== looks) return;
    const stops = ({ code, level }: { code?: number; level: string }) =>
      isSendingFailure(code) && (level === 'error' || type === 2);
    cannotSend.value = calling?.pageLink?.canOnlyReceive === true || findings.some(stops);
  }

  function fail(reason: unknown): void {
    const plain = plainError(reason);
    if (!SILENT_ERRORS.includes(plain.code)) error.value = plain;
  }

  /** Runs a command now and watches over what becomes of it. */
  function run(command: (calling: CallControl) => unknown, failed = fail): void {
    if (!calling) return failed(CallError.notLoggedIn());
    try {
      void Promise.resolve(command(calling)).catch(failed);
    } catch (reason) {
      failed(reason);
    }
  }

  function call({ userIDs, type, groupID = '', receiveOnly = false }: CallTarget): void {
    const { ringSeconds: timeout } = usePreferencesStore();
    run((it) =>
      userIDs.length === 1 && !groupID
        ? it.call({ userID: userIDs[0]!, type, timeout, ...(receiveOnly ? { receiveOnly } : {}) })
        : it.groupCall({
            ...{ userIDList: userIDs, type, timeout },
            ...(groupID ? { groupID } : {}),
            ...(receiveOnly ? { receiveOnly } : {}),
          }),
    );
  }

  /** Asks more people into the group call that runs. */
  function invite(userIDs: string[]): void {
    const { type, groupID } = snapshot.value;
    const { ringSeconds: timeout } = usePreferencesStore();
    run((it) =>
      it.groupCall({ userIDList: userIDs, type, timeout, ...(groupID ? { groupID } : {}) }),
    );
  }

  /** Back into a group call that goes on. */
  function rejoin(room: { roomID: number; type: 1 | 2; groupID: string }): void {
    run((it) => it.joinInGroupCall(room));
  }

  function showView(userID: string, local: boolean, view: string): void {
    views.set(userID, view);
    run((it) => it[local ? 'startLocalView' : 'startRemoteView']({ userID, videoViewDomID: view }));
  }

  /**
   * The picture may have moved on: a view that is late to go takes nothing away. Nor is it a failure
   * if there is nothing to take away any more, as after a log-out.
   */
  function hideView(userID: string, local: boolean, view: string): void {
    if (views.get(userID) !== view) return;
    views.delete(userID);
    run((it) => it[local ? 'stopLocalView' : 'stopRemoteView']({ userID }), ignore);
  }

  /** Lists devices; an empty list if they cannot be listed. */
  async function list(kind: 'getCameras' | 'getMicrophones' | 'getSpeakers') {
    try {
      return (await calling?.[kind]()) ?? [];
    } catch (reason) {
      fail(reason);
      return [];
    }
  }

  return {
    snapshot,
    error,
    records,
    /** The calls whose reports are kept, as the `at` of their records. */
    reported: reports.list,
    ended,
    minimised,
    cannotSend,
    deviceChanges,
    isBusy,
    isIncoming,
    isOutgoing,
    isConnected,
    isVideo,
    isReady,
    attach,
    detach,
    call,
    invite,
    rejoin,
    accept: (receiveOnly = false) => run((it) => it.accept(receiveOnly ? { receiveOnly } : {})),
    reject: () => run((it) => it.reject()),
    hangup: () => run((it) => it.hangup()),
    setMicrophone: (on: boolean) => run((it) => it.setMicMute(!on)),
    setCamera: (on: boolean) => run((it) => (on ? it.openCamera() : it.closeCamera())),
    switchType: (type: 1 | 2) =>
      run((it) => (type === 1 ? it.switchToAudioCall() : it.switchToVideoCall())),
    showView,
    hideView,
    cameras: () => list('getCameras'),
    microphones: () => list('getMicrophones'),
    speakers: () => list('getSpeakers'),
    switchDevice: (deviceType: DeviceKind, deviceId: string) =>
      run((it) => it.switchDevice({ deviceType, deviceId })),
    resumePlayback: () => run((it) => it.resumePlayback()),
    liveView: () => calling?.liveView,
    pageLink: () => calling?.pageLink,
    minimise: (small: boolean) => {
      minimised.value = small;
    },
    dismissEnd: () => {
      ended.value = undefined;
    },
    dismissError: () => {
      error.value = undefined;
    },
    /** The report of the call with this record; undefined if it is not kept. */
    reportOf: reports.of,
    clearRecords: () => {
      records.value = [];
      forgetRecords(snapshot.value.userID);
      reports.forget();
    },
  };
});

/**
 * The current call for screens, and the calls before it.
 *
 * The app creates a `TRTCCalling` and attaches it; the store holds it outside of its state, so that
 * nothing of an SDK ever becomes reactive. Commands run at once, in the caller's tap: a browser
 * unlocks sound only then. Failures end up in `error`.
 */
export const useCallStore = needsPinia(useStore);

/** By its shape, not its class: a page may have loaded the module of the errors twice. */
function plainError(thrown: unknown): PlainError {
  const { code, name, reason, cure } = (
    typeof (thrown as Partial<CallError> | null)?.cure === 'string'
      ? thrown
      : CallError.internal(thrown)
  ) as CallError;
  return { code, name, reason, cure };
}

function ignore(): void {}

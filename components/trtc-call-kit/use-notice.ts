/** A notice tells of a failure until the user has seen it or, of a lost device, until it is back. */
import { computed, watch, type ComputedRef, type Ref } from 'vue';
import { ErrorCode } from '../../src/error-codes';
import type { useCallStore } from '../../src/store/call';
import type { CallRecord, CallSnapshot, PlainError } from '../../src/store/types';
import { useTimeout } from '../shared/use-timeout';

const NOTICE_SECONDS = 12;

interface Scene {
  call: Ref<CallSnapshot>;
  /** The end that the screen shows. */
  ended: Ref<CallRecord | undefined>;
  /** The page is on top. */
  onTop: Ref<boolean>;
}

/** The error to be told; that of an ended call stands on its end screen already. */
export function useNotice(
  store: ReturnType<typeof useCallStore>,
  { call, ended, onTop }: Scene,
): ComputedRef<PlainError | undefined> {
  const notice = computed(() => {
    const { error } = store;
    if (!error || !onTop.value) return undefined;
    return ended.value && ended.value.errorCode === error.code ? undefined : error;
  });
  const lost = computed(() => {
    const { microphone, camera } = call.value.local.lost;
    const codes: number[] = [];
    if (microphone) codes.push(ErrorCode.MicrophoneUnavailable);
    if (camera) codes.push(ErrorCode.CameraUnavailable);
    return codes;
  });
  const stays = (error: PlainError) =>
    // While it rings, what failed decides how one can answer.
    call.value.phase === 'ringing' || lost.value.includes(error.code);
  useTimeout(
    () => (notice.value && !stays(notice.value) ? NOTICE_SECONDS : 0),
    () => store.dismissError(),
  );
  watch(lost, (now, before) => {
    const { code } = store.error ?? {};
    if (code !== undefined && before.includes(code) && !now.includes(code)) store.dismissError();
  });
  return notice;
}

import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { t } from '../../../src/locale';
import { watchApp } from '../../../src/store/app-visibility';
import { useCallStore } from '../../../src/store/call';
import { usePreferencesStore } from '../../../src/store/preferences';
import { startRing } from '../../shared/use-ringtone';
import { BackKey } from './back-key';
import { CallAttention } from './call-attention';
import { createPhone } from './phone';

/** The store of an App's call does once what the kits of all pages would do each: it rings, notifies, goes back. */
export const useAppCallStore = defineStore('trtc-app-call', () => {
  const call = useCallStore();
  const preferences = usePreferencesStore();
  const back = new BackKey({ call });
  const attention = new CallAttention({
    phone: createPhone(startRing),
    every(ms, callback) {
      const timer = setInterval(callback, ms);
      return () => clearInterval(timer);
    },
  });

  const isHidden = ref(false);
  /** The address of the sound of incoming calls; '' for none. */
  const ringtone = ref('');
  const incoming = computed(() => {
    const { phase, inviter, isGroup, type } = call.snapshot;
    if (phase !== 'ringing') return undefined;
    const text = isGroup
      ? (`status.ringing.group.${type}` as const)
      : (`status.ringing.${type}` as const);
    return { title: inviter, text: t(preferences.locale, text) };
  });

  watchApp((hidden) => {
    isHidden.value = hidden;
    // The system may have stopped sound meanwhile, as a phone call does.
    if (!hidden && call.isConnected) call.resumePlayback();
  });

  // At once, since an App that is hidden may be stopped at any moment.
  watch(
    [() => call.isBusy, incoming, isHidden, ringtone],
    () => {
      attention.update({
        isBusy: call.isBusy,
        incoming: incoming.value,
        isHidden: isHidden.value,
        ringtone: ringtone.value,
      });
    },
    { flush: 'sync', immediate: true },
  );
  watch(
    () => call.ended,
    (end) => end && back.callEnded(),
  );

  return {
    setRingtone: (source: string) => void (ringtone.value = source),
    /** Does what the back key means for the call. @returns true if the page has to stay for now */
    pressBack: () => back.press(),
  };
});

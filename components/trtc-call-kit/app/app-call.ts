import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { t } from '../../../src/locale';
import { useCallStore } from '../../../src/store/call';
import { usePreferencesStore } from '../../../src/store/preferences';
import { startRing } from '../../shared/use-ringtone';
import { BackKey } from './back-key';
import { CallAttention } from './call-attention';
import { createPhone } from './phone';

/** Every platform with a call page has these, which uni's types leave out. */
interface AppEvents {
  onAppHide(listener: () => void): void;
  onAppShow(listener: () => void): void;
}

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

  const app = uni as unknown as AppEvents;
  app.onAppHide(() => (isHidden.value = true));
  app.onAppShow(() => {
    isHidden.value = false;
    // The system may have stopped sound meanwhile, as a phone call does.
    if (call.isConnected) call.resumePlayback();
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

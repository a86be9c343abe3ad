import { computed, onScopeDispose, ref, shallowRef, watch, watchEffect } from 'vue';
import { defineStore } from 'pinia';
import { ErrorCode } from '../../../src/error-codes';
import type { Locale } from '../../../src/locale';
import { useCallStore } from '../../../src/store/call';
import { stageMedia, type FromPlugin } from '../../../src/platform/app-stage-media';
import type { PageLink } from '../../../src/store/live';
import { usePreferencesStore } from '../../../src/store/preferences';
import { endShown, isOnStage, offersReceiveOnly } from '../../shared/call-scene';
import { knownOf } from '../../shared/invite-choice';
import { useNow } from '../../shared/use-now';
import { targetOf } from '../../trtc-call-end/offers';
import { useAppCallStore } from '../../trtc-call-kit/app/app-call';
import { useCallPageStore } from '../../trtc-call-kit/call-page';
import { useNotice } from '../../trtc-call-kit/use-notice';
import type { StageIntent } from '../intents';
import type { OpenedPage } from '../messages';
import { usePhoneDevices } from './phone-devices';
import { screenOf, type StageFacts } from './screen';
import { StageBridge } from './stage-bridge';

/** An intent without an action does not compile. */
type StageActions = {
  [Kind in StageIntent['kind']]: (intent: Extract<StageIntent, { kind: Kind }>) => unknown;
};

/** What a kit is given of its looks; missing or '': the user's choice, and the colours of the kit. */
export interface KitLook {
  locale?: Locale | undefined;
  theme?: 'light' | 'dark' | undefined;
  acceptColor?: string;
  dangerColor?: string;
}

/** The store of the stage page tells it what to draw, and does what is wanted there. All kits of an App share it. */
const useStageStore = defineStore('trtc-stage', () => {
  const store = useCallStore();
  const preferences = usePreferencesStore();
  const callPage = useCallPageStore();
  const app = useAppCallStore();

  /** The kits that are there. Each page of an app has one. */
  const kits = shallowRef<(() => KitLook)[]>([]);
  /** The page that is there. */
  const page = shallowRef<OpenedPage>();
  const isThere = computed(() => page.value !== undefined);
  const call = computed(() => store.snapshot);
  const ended = computed(() => endShown(store.snapshot, store.ended));
  const notice = useNotice(store, { call, ended, onTop: isThere });
  const now = useNow(() => isThere.value && call.value.startMark !== undefined);
  const devices = usePhoneDevices(store);
  const swapped = ref(false);
  watch(
    () => call.value.phase,
    () => (swapped.value = false),
  );

  let link: PageLink | undefined;
  const bridge = new StageBridge({
    bus: uni,
    media(post, dead) {
      const media = stageMedia(post, dead);
      return {
        join: () => media.join((link = store.pageLink())),
        receive: (message) => media.receive(message as FromPlugin),
        close: () => media.close(),
      };
    },
    takeAway: () => leave(),
    opened(next) {
      const release = callPage.carryBy(next.route);
      page.value = next;
      return () => {
        if (page.value === next) page.value = undefined;
        release();
      };
    },
    want: (intent) => void (actions[intent.kind] as (intent: StageIntent) => unknown)(intent),
  });

  // Each login has a driver of its own, and the end of a call may still be shown when somebody logs in again.
  watch(
    () => store.snapshot.login,
    () => {
      if (store.pageLink() !== link) bridge.rejoin();
    },
  );

  // A page whose context died has not said that it is gone: the next call needs another one.
  watch(
    () => store.isBusy,
    (busy) => {
      const { route = '' } = page.value ?? {};
      if (!busy || route === '') return;
      if (!getCurrentPages().some((each) => each.route === route)) bridge.forget();
    },
    { flush: 'sync' },
  );

  // Devices are asked for where they may be others, or were not changed as the user was told. A page can list none
  // before it has said hello, and tells then.
  const mayHaveDevices = computed(() => isThere.value && isOnStage(call.value, store.ended));
  watch(
    [mayHaveDevices, () => call.value.phase, () => call.value.type, () => store.deviceChanges],
    ([mayHave]) => {
      if (mayHave) void devices.refresh();
    },
  );
  watch(
    () => store.error,
    (error) => {
      if (error?.code === ErrorCode.DeviceSwitchFailed && mayHaveDevices.value)
        void devices.refresh();
    },
  );

  /** What the page is given counts first, then what the kit is given, then the user's choice. */
  function lookOn(opened: OpenedPage): Pick<StageFacts, 'locale' | 'dark' | 'colors'> {
    const kit = kits.value[kits.value.length - 1]?.() ?? {};
    const theme = opened.theme ?? kit.theme;
    return {
      // A language that is not known is answered in English.
      locale: (opened.locale as Locale | undefined) ?? kit.locale ?? preferences.locale,
      dark: theme ? theme === 'dark' : preferences.isDark,
      colors: {
        acceptColor: opened.acceptColor || kit.acceptColor || '',
        dangerColor: opened.dangerColor || kit.dangerColor || '',
      },
    };
  }

  let rev = 0;
  let shown = '';
  let shownOn: OpenedPage | undefined;
  watchEffect(() => {
    if (page.value !== shownOn) shown = '';
    shownOn = page.value;
    if (!shownOn) return;
    const screen = screenOf(
      {
        call: call.value,
        ended: store.ended,
        notice: notice.value,
        offerReceiveOnly: offersReceiveOnly(store),
        now: now.value,
        swapped: swapped.value,
        cameras: devices.cameras.value,
        speakers: devices.speakers.value,
        known: knownOf(store.records),
        ...lookOn(shownOn),
      },
      0,
    );
    // The network is measured more often than it changes what is seen, and each screen crosses to another thread.
    const text = JSON.stringify(screen);
    if (text === shown) return;
    shown = text;
    rev += 1;
    bridge.show({ ...(JSON.parse(text) as typeof screen), rev });
  });

  // A page below others waits until it is shown again: going back would take the page on top.
  const timesShown = ref(0);
  watch(
    [isThere, () => store.isBusy, ended, timesShown],
    ([there, busy, end]) => {
      if (there && !busy && !end) leave();
    },
    { flush: 'post' },
  );

  function leave(): void {
    const pages = getCurrentPages();
    const top = pages[pages.length - 1]?.route;
    const { route, home } = page.value!;
    if (route !== '' && top !== route) return;
    if (pages.length > 1) void uni.navigateBack();
    else if (home !== '') void uni.reLaunch({ url: home });
  }

  const actions: StageActions = {
    accept: ({ receiveOnly }) => store.accept(receiveOnly),
    reject: () => store.reject(),
    hangup: () => store.hangup(),
    microphone: ({ on }) => store.setMicrophone(on),
    camera: ({ on }) => store.setCamera(on),
    flip: () => devices.flip(),
    speaker: ({ on }) => devices.setLoud(on),
    'switch-type': ({ type }) => store.switchType(type),
    swap: () => (swapped.value = !swapped.value),
    // The sheet belongs to the page.
    'open-invite': () => undefined,
    invite: ({ userIDs }) => store.invite(userIDs),
    'call-again': ({ receiveOnly }) =>
      store.ended && store.call(targetOf(store.ended, receiveOnly)),
    'resume-playback': () => store.resumePlayback(),
    'dismiss-error': () => store.dismissError(),
    'dismiss-end': () => store.dismissEnd(),
    back: () => app.pressBack() || leave(),
    shown: () => (timesShown.value += 1),
    'view-mounted': ({ userID, local, id }) => store.showView(userID, local, id),
    'view-unmounted': ({ userID, local, id }) => store.hideView(userID, local, id),
  };

  return {
    hold(look: () => KitLook): () => void {
      const release = bridge.hold();
      kits.value = [...kits.value, look];
      return () => {
        kits.value = kits.value.filter((other) => other !== look);
        release();
      };
    },
  };
});

/** Lets the stage page be heard while this kit is there, and look like it. Of several kits the latest counts. */
export function useStageBridge(look: () => KitLook): void {
  onScopeDispose(useStageStore().hold(look));
}

import { createPinia, setActivePinia, type Pinia } from 'pinia';
import { useCallStore } from '@/src/store/call';
import { FakeCalling } from '../../unit-h5/support/fake-calling';
import { installUni, storage, uniGlobal } from '../../unit-h5/support/uni';
import { FakeBus } from './fake-bus';
import { FakeLink } from './fake-link';

/** What an App has beyond what the tests of H5 need. */
const appGlobal = {
  setKeepScreenOn: jest.fn(),
  setStorage: jest.fn(({ key, data }: { key: string; data: unknown }) => storage.set(key, data)),
  createInnerAudioContext: jest.fn(() => ({
    play() {},
    stop: jest.fn(),
    destroy() {},
    onError() {},
  })),
};

interface Page {
  route: string;
}

/** An App in which somebody is logged in, on the page of contacts. */
export class TestApp {
  readonly link = new FakeLink();
  readonly bus = new FakeBus();
  readonly calling: FakeCalling & { pageLink: FakeLink };
  readonly pinia: Pinia = createPinia();
  stack: Page[] = [{ route: 'pages/contacts/contacts' }];

  constructor(os = 'Android') {
    installUni();
    process.env.UNI_PLATFORM = 'app';
    Object.assign(uniGlobal, appGlobal, this.bus);
    Object.assign(globalThis, {
      // The context of an App has no DOM.
      Audio: undefined,
      getCurrentPages: () => this.stack,
      plus: { os: { name: os }, push: { createMessage: jest.fn(), getAllMessage: () => [] } },
    });
    // The framework settles when the page has shown; until then the promise stays open.
    uniGlobal.navigateTo.mockReset().mockImplementation(() => Promise.resolve());
    setActivePinia(this.pinia);
    this.calling = Object.assign(new FakeCalling(), { pageLink: this.link });
    // Only a test of the warning misses screens.
    useCallStore().attach(this.calling, { ownScreens: true });
  }

  hide(): void {
    for (const [hidden] of uniGlobal.onAppHide.mock.calls) hidden();
  }
  show(): void {
    for (const [shown] of uniGlobal.onAppShow.mock.calls) shown();
  }
  get opened(): string[] {
    return uniGlobal.navigateTo.mock.calls.map(([{ url }]) => url as string);
  }
}

export { storage, uniGlobal };

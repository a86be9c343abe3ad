/** The WeChat browser on an iPhone, as far as it can be acted out in Chromium. */
import type { BrowserContextOptions } from '@playwright/test';
import type { DemoUser } from './app';

export const WECHAT_ON_IPHONE: BrowserContextOptions = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
    'Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/en',
  viewport: { width: 390, height: 664 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** The stand-in leaves this on the page for a test. */
interface Rule {
  /** Interrupts like a phone call: what plays is paused, and the rule holds again. */
  interrupt(): void;
  /** Times that the bridge was asked. */
  bridge: number;
}

/**
 * The rule of the WeChat browser on iOS, to be added to a page before its scripts: until one stream was
 * played directly inside the handler of a trusted tap, playing fails, also in a callback that the tap
 * started.
 *
 * @param bridge whether media may start in the answers of WeChat's bridge; undefined: there is none
 */
export function strictRule(bridge?: boolean): void {
  let inTap = false;
  let free = false;
  const rule: Rule = {
    bridge: 0,
    interrupt() {
      free = false;
      for (const player of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
        player.pause();
      }
    },
  };
  const tap = (event: Event) => {
    if (!event.isTrusted) return;
    inTap = true;
    setTimeout(() => (inTap = false));
  };
  for (const type of ['click', 'touchend', 'keydown']) window.addEventListener(type, tap, true);
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (!inTap && !free) {
      this.pause();
      return Promise.reject(new DOMException('play() needs a tap', 'NotAllowedError'));
    }
    if (this.srcObject) free = true;
    return play.call(this);
  };
  const invoke = (_method: string, _parameters: object, answered: () => void) => {
    rule.bridge += 1;
    setTimeout(() => {
      const before = inTap;
      inTap ||= bridge === true;
      answered();
      inTap = before;
    });
  };
  Object.assign(window, { rule }, bridge === undefined ? {} : { WeixinJSBridge: { invoke } });
}

/** A phone call comes and goes. */
export const interrupt = (person: DemoUser): Promise<void> =>
  person.page.evaluate(() => (window as unknown as { rule: Rule }).rule.interrupt());

export const bridgeAsked = (person: DemoUser): Promise<number> =>
  person.page.evaluate(() => (window as unknown as { rule: Rule }).rule.bridge);

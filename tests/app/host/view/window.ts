/**
 * The window shows the views of an App in Chromium: one frame per web view, the top one over the others. A frame of
 * a `.vue` page runs uni's own view layer, one of an nvue page is a canvas that the host draws on.
 */
import type { BrowserContext, Frame, Page } from '@playwright/test';
import type { Webview } from './webviews';
import { inWebview, type PhoneOfView, type ToHost } from './in-webview';

interface Hooks {
  /** The view layer of a web view has a message for app-service. */
  fromView(id: string, type: string, args: unknown): void;
  /** Something on an nvue page was touched. */
  fromCanvas(id: string, event: unknown): void;
  /** May the page capture? Asks the user where that is open. */
  mayCapture(devices: ('microphone' | 'camera')[]): boolean;
  report(text: string): void;
}

export interface Addresses {
  window: string;
  view: string;
  canvas: string;
}

const nameOf = (id: string) => `webview-${id}`;

export class Window {
  private readonly queues = new Map<string, Promise<unknown>>();
  private top = 0;

  private constructor(
    readonly page: Page,
    private readonly addresses: Addresses,
    private readonly hooks: Hooks,
  ) {}

  static async open(
    context: BrowserContext,
    addresses: Addresses,
    hooks: Hooks,
    phone: PhoneOfView,
  ): Promise<Window> {
    const toHost = ({ frame }: { frame: Frame }, kind: ToHost, ...all: unknown[]): unknown => {
      const id = frame.name().replace('webview-', '');
      if (kind === 'capture') return hooks.mayCapture(all as ('microphone' | 'camera')[]);
      if (kind === 'view') hooks.fromView(id, all[0] as string, all[1]);
      else hooks.fromCanvas(id, all[0]);
      return undefined;
    };
    await context.exposeBinding('toAppHost', toHost);
    await context.addInitScript(inWebview, phone);
    const page = await context.newPage();
    page.on('pageerror', (error) => hooks.report(`view: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      // The SDK logs what it gives up by itself, such as a room that is left while it publishes.
      const isOfSdk = /^\[[\d:]+\] <ERROR>/.test(message.text());
      if (message.type() === 'error' && !isOfSdk) hooks.report(`view console: ${message.text()}`);
    });
    await page.goto(addresses.window);
    return new Window(page, addresses, hooks);
  }

  open(webview: Webview): void {
    const { view, canvas } = this.addresses;
    const options = { name: nameOf(webview.id), src: webview.nvue ? canvas : view };
    this.inTurn(webview.id, () =>
      this.page.evaluate(
        ({ name, src }) =>
          new Promise<void>((done) => {
            const frame = Object.assign(document.createElement('iframe'), {
              name,
              src,
              allow: 'camera *; microphone *; autoplay *',
              onload: () => done(),
            });
            document.body.append(frame);
          }),
        options,
      ),
    );
  }

  close({ id }: Webview): void {
    this.inTurn(id, async () => {
      await this.inFrame(id, (element) => element.remove());
      this.queues.delete(id);
    });
  }

  raise({ id }: Webview): void {
    const level = ++this.top;
    this.inTurn(id, () =>
      this.inFrame(
        id,
        (element, index) => Object.assign(element.style, { zIndex: String(index), display: '' }),
        level,
      ),
    );
  }

  hide({ id }: Webview): void {
    this.inTurn(id, () => this.inFrame(id, (element) => (element.style.display = 'none')));
  }

  evaluate({ id }: Webview, code: string): void {
    this.inTurn(id, () => this.frame(id)?.evaluate(code));
  }

  /** Hands a value to the page of a web view; they arrive in order. */
  post(id: string, message: unknown): void {
    const hand = (value: unknown) =>
      (window as unknown as { fromAppHost(value: unknown): void }).fromAppHost(value);
    this.inTurn(id, () => this.frame(id)?.evaluate(hand, message));
  }

  /** The system takes the process of a page away: everything in it is gone at once. */
  async kill(id: string): Promise<void> {
    await this.inFrame(id, (element) => element.remove());
  }

  frame(id: string): Frame | null {
    return this.page.frame({ name: nameOf(id) });
  }

  /** The frames that are there, each a view. */
  get frames(): Frame[] {
    return this.page.frames().filter((frame) => frame !== this.page.mainFrame());
  }

  /** Waits for all that was handed to the views so far. */
  async settled(): Promise<void> {
    await Promise.all(this.queues.values());
  }

  /** What is done with one web view is done in order. */
  private inTurn(id: string, step: () => Promise<unknown> | undefined): void {
    const before = this.queues.get(id) ?? Promise.resolve();
    const next = before.then(step).catch((error: unknown) => {
      const text = String(error);
      // A view may be closed, and with it the whole window, while something is on the way to it.
      if (!/detached|destroyed|closed/.test(text)) this.hooks.report(`webview ${id}: ${text}`);
    });
    this.queues.set(id, next);
  }

  private async inFrame<A>(
    id: string,
    change: (element: HTMLIFrameElement, argument: A) => void,
    argument?: A,
  ): Promise<void> {
    const element = await this.page.$(`iframe[name="${nameOf(id)}"]`);
    if (!element) return;
    await element.evaluate(change as (element: Node, argument: unknown) => void, argument);
    await element.dispose();
  }
}

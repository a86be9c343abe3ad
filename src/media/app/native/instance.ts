import { CallError } from '../../../errors';
import type { Logger } from '../../../log';
import type { CallScope } from '../../../runtime/call-scope';
import { EventHub, type Handlers } from './event-hub';
import type { GlobalEvent, NativePlugin } from './plugin';
import { takeTurn, type Turn } from './turns';

interface Deps {
  plugin: NativePlugin;
  /** Who holds the same object takes turns. */
  owned: object;
  globalEvent: GlobalEvent;
  log: Logger;
  scope: CallScope;
  /** Gives what is to be called for each event. */
  handlers(): Handlers;
  /** Sets what every call needs, before anything is captured. */
  created(): void;
}

/**
 * The instance is the native SDK as one call has it: made at the first need, destroyed with the call.
 *
 * ```
 *  listeners ─▶ sharedInstance ─▶ … the call … ─▶ onExitRoom ─▶ destroySharedInstance ─▶ listeners removed
 * ```
 */
export class Instance {
  private readonly hub: EventHub;
  private opening: Promise<void> | undefined;
  private turn: Turn | undefined;
  private isOpen = false;

  constructor(private readonly deps: Deps) {
    this.hub = new EventHub(deps.globalEvent, deps.log);
  }

  /** Waits until the call before has let the plug-in go. @throws CallError 61011, and 60006 where it does not start */
  open(): Promise<void> {
    this.opening ??= this.create();
    return this.opening;
  }

  /** Runs a command, where there is an instance to give it to. */
  use(command: (plugin: NativePlugin) => void): void {
    if (this.isOpen) command(this.deps.plugin);
  }

  /** Runs a command of the teardown: one that fails must not keep the next ones from running. */
  tidy(command: (plugin: NativePlugin) => void): void {
    if (!this.isOpen) return;
    try {
      command(this.deps.plugin);
    } catch (error) {
      this.deps.log.warn('the native plug-in failed while the room was being left', error);
    }
  }

  close(): void {
    this.tidy((plugin) => plugin.destroySharedInstance());
    this.isOpen = false;
    this.hub.close();
    this.turn?.end();
  }

  private async create(): Promise<void> {
    const { plugin, owned, scope, handlers, created } = this.deps;
    this.turn = takeTurn(owned);
    await scope.race(this.turn.begun);
    scope.check();
    this.hub.open(handlers());
    try {
      plugin.sharedInstance();
      this.isOpen = true;
      created();
    } catch (error) {
      this.close();
      throw CallError.notSupported('the native plug-in does not start', error);
    }
  }
}

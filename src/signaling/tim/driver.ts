/** The driver puts the core, the hub and the two SDKs together, and checks that they are there. */
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { ProxyOptions } from '../../runtime/environment';
import { warnIfOld } from '../../runtime/tested-sdks';
import { SignalingCore } from '../core';
import { Hub } from './hub';
import type { SignalingPort } from '../port';
import type { Tim, TimModule, TsignalingConstructor } from './sdk-types';
import { TsignalingTransport } from './transport';

export interface TsignalingDriverOptions {
  /** tim-js-sdk or tim-wx-sdk. */
  TIM: unknown;
  /** tsignaling, in the build that goes with TIM. */
  TSignaling: unknown;
  /** An instance of the app: its login and its log level stay the app's. */
  tim?: unknown;
  sdkAppID: number;
  /** Value of `platform` in the invite data; never empty. */
  platformName: string;
  proxy: ProxyOptions;
  clock: Clock;
  log: Logger;
}

/** TIM's own level for nothing at all. Failures come with the errors that they cause. */
const SILENT = 4;

/**
 * The signalling port over tsignaling and TIM.
 *
 * Call `logout()` before `dispose()` if the login is to end in order; `dispose()` alone logs out
 * as well if the login was made here and nobody shares it.
 *
 * @throws CallError 61012 when an SDK lacks what the driver needs
 */
export function createTsignalingDriver(options: TsignalingDriverOptions): SignalingPort {
  const { sdkAppID, platformName, clock } = options;
  const log = options.log.scoped('signaling');
  const TIM = checkTim(options.TIM);
  warnIfOld('tim-js-sdk', TIM, log);
  if (typeof options.TSignaling !== 'function') {
    throw CallError.sdkMissing('tsignaling is not a constructor');
  }
  const tim = instanceOf(TIM, options);
  const TSignaling = options.TSignaling as TsignalingConstructor;
  const hub = Hub.of({ TIM, TSignaling, tim, sdkAppID, clock, log });
  return new SignalingCore({
    clock,
    log,
    connect: (sink) => new TsignalingTransport({ hub, sink, platform: platformName, clock, log }),
  });
}

function checkTim(TIM: unknown): TimModule {
  const { create, EVENT, TYPES } = (TIM ?? {}) as Partial<TimModule>;
  if (typeof create !== 'function' || !EVENT || !TYPES) {
    throw CallError.sdkMissing('TIM has no create, EVENT or TYPES');
  }
  return TIM as TimModule;
}

function instanceOf(TIM: TimModule, { tim, sdkAppID, proxy }: TsignalingDriverOptions): Tim {
  if (tim) return tim as Tim;
  // `proxyServer` works and is missing in TIM's types.
  const created = TIM.create(
    proxy.im ? { SDKAppID: sdkAppID, proxyServer: proxy.im } : { SDKAppID: sdkAppID },
  );
  if (!created) throw CallError.sdkMissing('TIM.create returned nothing: is SDKAppID a number?');
  created.setLogLevel(SILENT);
  return created;
}

/** Plays one fault with one of the clients. */
import { chromium as launcher } from '@playwright/test';
import { chromium } from '../e2e/support/chromium';
import type { Kind } from '../e2e/support/interop';
import { Trial, within, type Fault, type Finding } from './trial';

const LIMIT = 75_000;

export async function play(fault: Fault, kind: Kind): Promise<Finding> {
  // A browser of its own: what one fault leaves behind is no part of the next.
  const browser = await launcher.launch(chromium(fault.browser));
  const trial = await Trial.open(browser, kind, fault.cloud);
  try {
    return await within(fault.play(trial), LIMIT, { did: 'no end to it', holds: false });
  } catch (error) {
    const text = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    return { did: `stuck: ${text}`, holds: false };
  } finally {
    await trial.close();
    await browser.close();
  }
}

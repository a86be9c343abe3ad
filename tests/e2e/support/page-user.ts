/** Whoever sits in front of a page, in whichever browser, and by whichever driver the page is tested. */
import { expect } from '@playwright/test';
import { loudestSound } from './in-page';

export abstract class PageUser {
  /** Lists the elements that can be heard. */
  protected readonly players: string = 'audio, video';
  /** ms after which a picture or a sound does not come any more. */
  protected readonly patience: number = 20_000;

  constructor(readonly userID: string) {}

  /** Counts the frames that the picture of this test id has shown; 0 where there is none. */
  protected abstract frames(testID: string): Promise<number>;

  /** Runs a function in the page. */
  protected abstract ask<A, R>(question: (argument: A) => R | Promise<R>, argument: A): Promise<R>;

  /**
   * Waits until the picture is decoded and new frames keep coming. `currentTime` alone would not do: it
   * also advances while nothing is decoded.
   */
  async seesPictureOf(userID: string, timeout = this.patience): Promise<void> {
    const testID = userID === this.userID ? 'local-view' : `remote-view-${userID}`;
    let first = 0;
    const moves = async () => {
      const now = await this.frames(testID);
      first ||= now;
      return now > first + 5;
    };
    await expect.poll(moves, { message: `${this.userID} sees ${userID} move`, timeout }).toBe(true);
  }

  /** Waits until something is audible: an unmuted element whose stream is louder than silence. */
  async hears(): Promise<void> {
    const { patience: timeout } = this;
    const loudness = () => this.ask(loudestSound, this.players);
    await expect
      .poll(loudness, { message: `${this.userID} hears something`, timeout })
      .toBeGreaterThan(2);
  }
}

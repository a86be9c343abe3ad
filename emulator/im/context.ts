/** The context is all that an IM command may touch, so that commands are functions and nothing else. */
import type { UserSigCheck } from '../usersig-check';
import type { ImFaults } from './faults';
import type { Fields, ImFailure, RequestFrame } from './frames';
import type { Group } from './groups';
import type { ImLogInput } from './log';
import type { ImRegistry } from './registry';
import type { ImSession } from './session';
import type { ImStore } from './store';

/** A context is shared by all commands of one server. */
export interface CommandContext {
  sdkAppID: number;
  verifyUserSig(sdkAppID: number, userID: string, userSig: string): UserSigCheck;
  store: ImStore;
  faults: ImFaults;
  groups: Map<string, Group>;
  registry: ImRegistry;
  log(entry: ImLogInput): void;
}

/** One request, and who made it. */
export interface CommandInput extends CommandContext {
  session: ImSession;
  frame: RequestFrame;
  body: Fields;
  /** The user who is logged in; empty for the commands that need no login. */
  userID: string;
  /** Runs after the answer is on its way, so that nobody reacts before the sender knows. */
  afterwards: (() => void)[];
}

export type Command = (input: CommandInput) => Fields | ImFailure;

export function fail(code: number, info: string, extra?: Fields): ImFailure {
  return extra ? { code, info, extra } : { code, info };
}

/**
 * The emitter takes each event with the payload that belongs to it. Nothing runs here: the type check
 * is the test, and every `@ts-expect-error` is a mistake that must not compile.
 */
import type { Emitter } from '../../src/trtc-calling/emitter';
import { EVENT, type AppEvent } from '../../src/trtc-calling/events';

declare const emitter: Emitter;
declare const event: AppEvent;

emitter.tell(...event);
emitter.tell(EVENT.KICKED_OUT, { message: 'logged in somewhere else' });
// @ts-expect-error the payload lacks a field
emitter.tell(EVENT.KICKED_OUT, {});
// @ts-expect-error this payload belongs to another event
emitter.tell(EVENT.KICKED_OUT, { userIDList: [] });
// @ts-expect-error an event comes with a payload
emitter.tell(EVENT.KICKED_OUT);
// @ts-expect-error there is no such event
emitter.tell('onKicked', { message: '' });

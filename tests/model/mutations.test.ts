/**
 * Who tests the tests? Each of these mistakes, built into the library, must be noticed by a small run
 * of random schedules.
 */
import fc from 'fast-check';
import { mutant, type Change } from './mutant';
import { schedules } from './schedule';

/** Schedules after which a mistake counts as unnoticed. */
const RUNS = 12_000;
const SEED = 20_240_229;

const change = (file: string, from: string, to: string): Change => ({
  file: `src/${file}`,
  from,
  to,
});

const inKit = (from: string, to: string): Change => ({
  file: 'components/trtc-call-kit/call-page-keeper.ts',
  from,
  to,
});

const MISTAKES: [name: string, changes: Change[]][] = [
  [
    'results of a call that is over count for the next one',
    [change('call/transition.ts', 'return event.token !== state.token;', 'return false;')],
  ],
  [
    'a cancel counts whatever invite it names',
    [
      change(
        'call/answering.ts',
        'if (event.inviteID !== state.inviteID || event.inviter !== state.inviter) {',
        'if (event.inviter !== state.inviter) {',
      ),
    ],
  ],
  [
    'anybody may cancel, whoever invited',
    [
      change('call/answering.ts', ' || event.inviter !== state.inviter) {', ') {'),
      change(
        'signaling/classifier.ts',
        'if (sender !== invite.inviter) return',
        'if (false) return',
      ),
    ],
  ],
  [
    'nobody looks whether a connected call has company',
    [change('call/limits.ts', "withDeadline(state, 'alone', at + patience)", 'state')],
  ],
  [
    'an invite without any answer is waited for without end',
    [change('call/setup.ts', 'timeout > 0 && asked.length > 0', 'false')],
  ],
  [
    'hanging up does not cancel the invite',
    [
      change(
        'call/teardown.ts',
        "for (const ref of refs) effects.push({ kind: 'cancel', ref, type, reason: 'cancel' });",
        '',
      ),
    ],
  ],
  [
    'CALL_END is told twice',
    [
      change(
        'call/teardown.ts',
        "list.push({ name: 'CALL_END', end: record });",
        "list.push({ name: 'CALL_END', end: record }, { name: 'CALL_END', end: record });",
      ),
    ],
  ],
  [
    'a call is reported once more while it is torn down',
    [
      change(
        'diagnostics/report/recorder.ts',
        "if (before.phase === 'ending' || after.phase !== 'ending') return false;",
        "if (after.phase !== 'ending') return false;",
      ),
    ],
  ],
  [
    'a failure does not leave the room',
    [
      change(
        'call/teardown.ts',
        "{ kind: 'leave', shown: !state.local.entered && countedOn, ...inOrder(state, record) },",
        "...(failure ? [] : [{ kind: 'leave', shown: !state.local.entered && countedOn } as const]),",
      ),
    ],
  ],
  [
    'who has just hung up says busy to the next caller',
    [
      change('call/phases/ending.ts', 'invited: deferInvitation,', 'invited: invitedWhileBusy,'),
      change(
        'call/phases/ending.ts',
        "import { ignore } from '../outcome';",
        "import { ignore } from '../outcome';\nimport { invitedWhileBusy } from '../glare';",
      ),
    ],
  ],
  [
    'devices are taken while it rings',
    [
      change(
        'call/starting.ts',
        "return [next, [notify({ name: 'INVITED', invitation })]];",
        "return [next, [{ kind: 'prepare', audio: true, video: false }, notify({ name: 'INVITED', invitation })]];",
      ),
    ],
  ],
  [
    'of two who call each other both insist',
    [change('call/glare.ts', 'state.userID < event.invitation.inviter', 'true')],
  ],
  [
    'deadlines and durations go by the date of the device',
    [
      change(
        'engine/engine.ts',
        'this.dispatch({ ...event, at: this.options.clock.now() } as CallEvent);',
        'this.dispatch({ ...event, at: this.options.clock.wall() } as CallEvent);',
      ),
    ],
  ],
  [
    'a call goes on though the app has logged its IM out',
    [change('engine/engine.ts', "this.tell({ kind: 'login-ended', why: signal.why });", '')],
  ],
  [
    'who is logged in on an IM that the app has logged out may call',
    [
      change(
        'trtc-calling/account.ts',
        "this.setService(why === 'logged-out' ? LOGGED_OUT : { ...this.service, login: why });",
        "if (why !== 'logged-out') this.setService({ ...this.service, login: why });",
      ),
    ],
  ],
  [
    'an answered call goes on without its page',
    [inKit('else this.deps.call.hangup();', 'else void 0;')],
  ],
  ['an incoming call whose page goes is declined', [inKit("phase === 'ringing' || (", '(')]],
  [
    'a call on its way is cancelled when the app takes its page away',
    [inKit('(onItsWay && !wentBack)', 'false')],
  ],
  [
    'the page of a call on its way comes back to who went back from it',
    [inKit('(onItsWay && !wentBack)', 'onItsWay')],
  ],
  [
    'a page that goes after its call ends the next one',
    [inKit('if (!this.lives) return;', ''), inKit('this.isOpening || !', '!')],
  ],
  ['a page that WeChat refuses to open is given up', [inKit('MOST_TRIES = 3', 'MOST_TRIES = 1')]],
  [
    'an app that throws stops the loop',
    [
      change('engine/engine.ts', 'this.busy = false;', ''),
      change(
        'runtime/listeners.ts',
        '} catch (error) {',
        '} catch (error) {\n        throw error;',
      ),
    ],
  ],
];

it('the library without a mistake passes the schedules', async () => {
  const { play } = mutant([]);
  const result = await fc.check(
    fc.asyncProperty(schedules, async (schedule) => void (await play(schedule))),
    { seed: SEED, numRuns: 200 },
  );
  expect(result.failed).toBe(false);
}, 60_000);

it.each(MISTAKES)(
  'the schedules notice when %s',
  async (name, changes) => {
    const { play } = mutant(changes);
    const result = await fc.check(
      fc.asyncProperty(schedules, async (schedule) => void (await play(schedule))),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    const { message = 'nothing' } = (result.errorInstance ?? {}) as Error;
    process.stdout.write(`  ${name}: ${message} (schedule ${result.numRuns})\n`);
    expect(result.failed).toBe(true);
  },
  120_000,
);

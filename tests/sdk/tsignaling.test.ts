/**
 * The unmodified tsignaling and tim-js-sdk on the emulator do what tsignaling was recorded to do on
 * an in-memory TIM: the same strings on the wire, the same events.
 */
import { type Cloud, createCloud, type Page, until } from './support/cloud';
import type { TimEvent, TSignalingInstance, TSignalingResult } from './support/sdk-types';
import recorded from './fixtures/tsignaling-1.0.8.json';

interface WireMessage {
  from: string;
  to: string;
  conversationType: string;
  data: string;
  options: {
    onlineUserOnly: boolean;
    offlinePushInfo?: {
      title: string;
      description: string;
      androidOPPOChannelID: string;
      extension: string;
    };
    messageControlInfo: { excludedFromUnreadCount: boolean; excludedFromLastMessage: boolean };
  };
}

interface Scenario {
  name: string;
  note: string;
  /** Invitees who are not there. */
  offline: string[];
  calls: { who: string; call: string; args: Record<string, unknown>[]; rejected?: number }[];
  wire: WireMessage[];
  events: Record<string, { event: string; data: Record<string, unknown> }[]>;
}

const scenarios = recorded.scenarios as unknown as Scenario[];
const REPLAY = 'c2c-offline-then-online';

/** One run's doings, in the form of the recording. */
interface Run {
  wire: unknown[];
  events: Record<string, unknown[]>;
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Numbers invite IDs in order of appearance and hides the seconds of the push extension. */
function createAnonymiser() {
  const ids: string[] = [];
  const number = (id: string) => {
    if (!ids.includes(id)) ids.push(id);
    return `<invite ${ids.indexOf(id) + 1}>`;
  };
  return {
    hide: <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value)
          .replace(UUID, number)
          .replace(/(sendTime\\+":)\d+/g, '$1<seconds>'),
      ) as T,
    show: (text: string) => text.replace(/<invite (\d+)>/g, (_, n: string) => ids[Number(n) - 1]!),
  };
}

class Stage {
  readonly events: Record<string, TimEvent<Record<string, unknown>>[]> = {};
  readonly sent: Record<string, unknown>[] = [];
  readonly pages: Record<string, Page> = {};
  private readonly users = new Map<string, TSignalingInstance>();

  constructor(
    readonly cloud: Cloud,
    private readonly replaying: boolean,
  ) {
    cloud.emulator.im.onFrame(({ direction, servcmd, body }) => {
      if (direction === 'in' && /\.(sendmsg|send_group_msg)$/.test(servcmd)) {
        this.sent.push(body as Record<string, unknown>);
      }
    });
  }

  async enter(userID: string): Promise<TSignalingInstance> {
    const page = (this.pages[userID] = this.cloud.page());
    const { realm, tim } = page;
    const signaling = new realm.TSignaling({ SDKAppID: this.cloud.emulator.sdkAppID, tim });
    signaling.setLogLevel(4);
    const events = (this.events[userID] = [] as TimEvent<Record<string, unknown>>[]);
    for (const name of SIGNALS) {
      signaling.on(name, (event: TimEvent<Record<string, unknown>>) => {
        // tsignaling goes on to change the very lists it hands out.
        events.push(structuredClone(event));
      });
    }
    await signaling.login({ userID, userSig: this.cloud.emulator.signUserSig(userID) });
    await page.ready();
    // A live invite during the replay of missed ones would be reported twice.
    if (!this.replaying) await this.cloud.quiet(userID, LONG_PAUSE);
    this.users.set(userID, signaling);
    return signaling;
  }

  call(who: string, call: string, args: unknown[]): Promise<TSignalingResult> {
    const signaling = this.users.get(who)! as unknown as Record<
      string,
      (...args: unknown[]) => Promise<TSignalingResult>
    >;
    return signaling[call]!(...args);
  }

  /** True once everyone who is there has these messages. */
  arrived(messages: WireMessage[]): boolean {
    return Object.entries(this.pages).every(([userID, page]) => {
      const due = messages.filter(({ from, to }) =>
        to === 'G1' ? from !== userID : to === userID,
      );
      return this.replaying || page.messages.length >= due.length;
    });
  }

  /** True once every user who is there has heard as much as in the recording. */
  heard(expected: Scenario['events'], sent: number): boolean {
    return (
      this.sent.length >= sent &&
      Object.entries(this.events).every(
        ([userID, events]) => events.length >= (expected[userID]?.length ?? 0),
      )
    );
  }
}

/** ms without a frame, longer than plain tsignaling pauses in its replay on a busy machine. */
const LONG_PAUSE = 400;

const SIGNALS = [
  'ts_new_invitation_received',
  'ts_invitee_accepted',
  'ts_invitee_rejected',
  'ts_invitation_cancelled',
  'ts_invitation_timeout',
];

/** The message of the recording as it is in TIM's frame. */
function onTheWire(message: WireMessage): Record<string, unknown> {
  const { offlinePushInfo: push, messageControlInfo: control } = message.options;
  return {
    from: message.from,
    to: message.to,
    data: message.data,
    push: push
      ? [push.title, push.description, push.androidOPPOChannelID, push.extension]
      : ['', '', '', ''],
    onlineUserOnly: message.options.onlineUserOnly,
    // TIM sends no control flags with a message that is kept nowhere.
    control: message.options.onlineUserOnly
      ? undefined
      : [
          ...(control.excludedFromUnreadCount ? ['NoUnread'] : []),
          ...(control.excludedFromLastMessage ? ['NoLastMsg'] : []),
          'NoMsgCheck',
        ],
  };
}

function fromTheWire(body: Record<string, unknown>): Record<string, unknown> {
  const [element] = body.MsgBody as { MsgContent: { Data: string } }[];
  const push = body.OfflinePushInfo as {
    Title: string;
    Desc: string;
    Ext: string;
    AndroidInfo: { OPPOChannelID: string };
  };
  return {
    from: body.From_Account,
    to: body.To_Account ?? body.GroupId,
    data: element!.MsgContent.Data,
    push: [push.Title, push.Desc, push.AndroidInfo.OPPOChannelID, push.Ext],
    onlineUserOnly: body.MsgLifeTime === 0 || body.OnlineOnlyFlag === 1,
    control: body.SendMsgControl,
  };
}

/** Does what the recording did, each call as soon as its caller knows of the invite. */
async function play(scenario: Scenario): Promise<Run> {
  const cloud = await createCloud();
  try {
    const stage = new Stage(cloud, scenario.name === REPLAY);
    const anonymiser = createAnonymiser();
    const everyone = Object.keys(scenario.events);
    cloud.emulator.im.addGroup({ groupID: 'G1', members: everyone });
    for (const userID of everyone) {
      if (!scenario.offline.includes(userID)) await stage.enter(userID);
    }
    for (const { who, call, args, rejected } of scenario.calls) {
      if (scenario.name === REPLAY && who === 'bob') {
        await stage.enter('bob');
        await until(() => stage.events.bob!.length > 0, 'the missed invite is replayed');
      }
      const before = stage.sent.length;
      await until(
        () => stage.arrived(scenario.wire.slice(0, before)),
        `${scenario.name}: the ${before} messages before ${call} arrived`,
      );
      const real = JSON.parse(anonymiser.show(JSON.stringify(args))) as unknown[];
      const result = stage.call(who, call, real);
      if (rejected === undefined) anonymiser.hide((await result).inviteID);
      else await expect(result).rejects.toMatchObject({ code: rejected });
    }
    await until(
      () => stage.heard(scenario.events, scenario.wire.length),
      `${scenario.name}: as many messages and events as recorded`,
      30_000,
    );
    return {
      wire: stage.sent.map((body) => anonymiser.hide(fromTheWire(body))),
      events: Object.fromEntries(
        Object.entries(stage.events).map(([userID, events]) => [
          userID,
          events.map(({ name, data }) => anonymiser.hide({ event: name, data })),
        ]),
      ),
    };
  } finally {
    await cloud.dispose();
  }
}

const sorted = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort();

describe('tsignaling 1.0.8 on the emulator', () => {
  const runs = new Map<string, Promise<Run>>();

  // Most of a scenario is waiting for tsignaling's own timeouts, so they wait together.
  beforeAll(() => {
    for (const scenario of scenarios) {
      const run = play(scenario);
      run.catch(() => {}); // reported by its test
      runs.set(scenario.name, run);
    }
  });

  afterAll(() => Promise.allSettled(runs.values()));

  describe.each(scenarios)('$name: $note', (scenario) => {
    it('sends the recorded strings', async () => {
      const { wire } = await runs.get(scenario.name)!;
      const expected = scenario.wire.map(onTheWire);
      // Several invitees time out in the same moment: their order is nobody's.
      if (scenario.name === 'group-all-timeout') expect(sorted(wire)).toEqual(sorted(expected));
      else expect(wire).toEqual(expected);
    }, 60_000);

    it('emits the recorded events', async () => {
      const { events } = await runs.get(scenario.name)!;
      for (const [userID, heard] of Object.entries(events)) {
        expect([userID, sorted(heard)]).toEqual([userID, sorted(scenario.events[userID]!)]);
      }
    }, 60_000);
  });
});

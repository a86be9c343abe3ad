/** This file runs this client in the latency model: the whole engine over the shipped fakes. */
import { World, type TestUser } from '../tests/support/world';
import { MODEL, type Measured } from './model';

export async function measureOurs(options: { askedBefore: boolean }): Promise<Measured> {
  const world = new World();
  const [anna, bert] = await world.online('anna', 'bert');
  world.network.delayMs = MODEL.imDelivery;
  for (const user of [anna, bert]) slow(user, options.askedBefore);

  const start = world.clock.now();
  void anna.calling.call({ userID: 'bert', type: 2 });
  const ring = await moment(world, () => bert.names.includes('onInvited'));
  const accepting = world.clock.now();
  void bert.calling.accept();
  const accepted = await moment(world, () => anna.names.includes('onUserAccept'));
  const entered = await moment(world, () => anna.names.includes('onUserEnter'));
  const picture = await moment(world, () =>
    anna
      .payloads<{ isVideoAvailable: boolean }>('onUserVideoAvailable')
      .some(({ isVideoAvailable }) => isVideoAvailable),
  );
  await Promise.all([anna, bert].map(({ calling }) => calling.destroy()));
  await world.seconds(30);
  return {
    ring: ring - start,
    accepted: accepted - accepting,
    entered: entered - accepting,
    picture: picture - accepting,
  };
}

function slow({ signaling, media }: TestUser, askedBefore: boolean): void {
  for (const operation of ['invite', 'answer'] as const) {
    signaling.knobs.delay(operation, MODEL.imAck);
  }
  const { knobs } = media;
  if (!askedBefore) knobs.permission = 'prompt';
  knobs.delay('check', MODEL.devices);
  knobs.delay('prepare', MODEL.getUserMedia);
  knobs.delay('enter', MODEL.join);
  knobs.delay('publish', MODEL.publish);
  knobs.latency = MODEL.subscribe;
}

/** Turns the clock until it is so. */
async function moment(world: World, happened: () => boolean): Promise<number> {
  for (let step = 0; step < 5000 && !happened(); step++) {
    // Whoever is asked for permission gives it at once; then the devices come before the ring.
    for (const { media } of world.users) {
      if (media.knobs.promptOpen) media.knobs.answerPrompt('granted');
    }
    await world.clock.advance(1);
  }
  if (!happened()) throw new Error('this never happened in the model');
  return world.clock.now();
}

/** A device is taken away in the middle of a call: the snapshot tells what is wanted and what is. */
import { alice, bob, connect, useOnline, world } from '../../support/online';
import { outcome } from '../../support/world';

useOnline('alice', 'bob');

const local = () => alice.calling.snapshot.local;

describe('a device that is taken away in a call', () => {
  it('is told as lost while it is wanted, and no longer once a tap has taken it again', async () => {
    await connect(2);
    expect(local().lost).toEqual({ microphone: false, camera: false });
    alice.media.knobs.unplug('videoinput');
    await world.settle();
    expect(local()).toMatchObject({
      ...{ camera: true, sending: { audio: true, video: false } },
      lost: { microphone: false, camera: true },
    });
    expect(bob.calling.snapshot.members.alice).toMatchObject({ video: false });
    alice.media.knobs.plug('videoinput', 'another');
    await world.settle();
    expect(local().lost.camera).toBe(true);
    await alice.calling.openCamera();
    await world.settle();
    expect(local()).toMatchObject({ camera: true, lost: { microphone: false, camera: false } });
    expect(bob.calling.snapshot.members.alice).toMatchObject({ video: true });
  });

  it('stays wanted when a tap finds none, and a microphone is heard again as soon as one is there', async () => {
    await connect(1);
    alice.media.knobs.unplug('audioinput');
    await world.settle();
    expect(await outcome(alice.calling.setMicMute(false))).toMatchObject({ code: 60003 });
    expect(local()).toMatchObject({ microphone: true, lost: { microphone: true, camera: false } });
    alice.media.knobs.plug('audioinput', 'another');
    await world.settle();
    expect(local()).toMatchObject({ microphone: true, lost: { microphone: false, camera: false } });
    expect(bob.calling.snapshot.members.alice).toMatchObject({ audio: true });
  });

  it('is missed no more by who turns it off, or goes on without picture', async () => {
    await connect(2);
    alice.media.knobs.unplug('audioinput');
    alice.media.knobs.unplug('videoinput');
    await world.settle();
    await alice.calling.setMicMute(true);
    expect(local().lost).toEqual({ microphone: false, camera: true });
    const switched = alice.calling.switchToAudioCall();
    await world.settle();
    await switched;
    expect(local().lost).toEqual({ microphone: false, camera: false });
  });

  it('is not missed by who has turned it off before', async () => {
    await connect(2);
    await alice.calling.closeCamera();
    alice.media.knobs.unplug('videoinput');
    await world.settle();
    expect(local()).toMatchObject({ camera: false, lost: { camera: false } });
  });
});

/** Opens a device of the phone: the browser's first camera is the front one. */
export type Kind = 'audio' | 'video';

export async function capture(kind: Kind, isFront: boolean): Promise<MediaStreamTrack> {
  const { mediaDevices } = navigator;
  const wanted = kind === 'video' ? await camera(isFront) : true;
  const stream = await mediaDevices.getUserMedia({ [kind]: wanted });
  return stream.getTracks()[0]!;
}

async function camera(isFront: boolean): Promise<MediaTrackConstraints> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  const { deviceId } = cameras[isFront ? 0 : cameras.length - 1]!;
  return { deviceId, width: 640, height: 480, frameRate: 15 };
}

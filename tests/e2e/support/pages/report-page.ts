/** Our client in a page, as the door of web bundlers has it, with handles for a test that reads its report. */
import TRTCCalling from '../../../../src/web-client';

type Options = ConstructorParameters<typeof TRTCCalling>[0];

let calling: TRTCCalling;

const page = {
  async logIn(options: Options, user: { userID: string; userSig: string }): Promise<void> {
    calling = new TRTCCalling(options);
    await calling.login(user);
  },
  answerWhatRings: () => calling.on(calling.EVENT.INVITED, () => void calling.accept()),
  call: (userID: string) => calling.call({ userID, type: 2 }),
  mute: (isMuted: boolean) => calling.setMicMute(isMuted),
  camera: (on: boolean) => (on ? calling.openCamera() : calling.closeCamera()),
  hangUp: () => calling.hangup(),
  report: () => calling.report(),
};

export type ReportPage = typeof page;

(window as unknown as { page: ReportPage }).page = page;

import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';
import { CallScope } from '../../runtime/call-scope';
import type { DeviceRequest } from '../port';
import { Kept } from './kept';

/** A call is what belongs to one call of the driver: from one `leave` to the next. */
export class Call {
  readonly scope = new CallScope();
  /** It holds switches and views for a page that comes later. */
  readonly kept = new Kept();
  /** The page has been asked for something that it must be told to leave. */
  hasUsedPage = false;
  /** Its page has to be there, until the call is left. */
  wantsPage = false;
  /** The devices were asked for: from then on a camera that is turned on is taken at once. */
  hasDevices = false;
  /** What was wished of the camera, which counts more than what is asked for. */
  camera: boolean | undefined;
  /** The room that is entered or was entered. */
  roomID: number | undefined;
  isInRoom = false;

  wished({ audio, video }: DeviceRequest): DeviceRequest {
    return { audio, video: this.camera ?? video };
  }

  /** Watches over what nobody waits for. It is no failure of it if this call ends first, or its page goes. */
  watch(doing: Promise<unknown>, failed: (error: CallError) => void): void {
    doing.catch((thrown: unknown) => {
      const error = CallError.from(thrown);
      if (!this.scope.over && error.code !== ErrorCode.Cancelled) failed(error);
    });
  }
}

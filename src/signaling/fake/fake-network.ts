/** The fake network is the fake service together with the devices that joined it. */
import { FakeDevice, type FakeDeviceOptions } from './fake-device';
import { FakeService } from './fake-service';

/** The service, and how users get devices on it. */
export class FakeNetwork extends FakeService {
  /** A port for one device of a user. Join the same userID again for a second device. */
  join(userID: string, options: FakeDeviceOptions = {}): FakeDevice {
    const name = options.device ?? `device-${this.devicesOf(userID).length + 1}`;
    const device = new FakeDevice(this, userID, { ...options, device: name });
    this.devices.push(device);
    return device;
  }
}

/** Support is what this App can do: it depends on what is packed, on its manifest, and on what its page said. */
import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';
import type { AppMediaOption, CarrierKind } from '../page-link';
import type { DeviceRequest, MediaCheck } from '../port';
import { APP_CURE, choose, type Choice } from './choose';
import { detailOf, type PageFacts } from './messages';
import { SETTINGS_CURE, type PermissionStep } from './permission-step';

export class Support {
  private web: PageFacts | undefined;

  constructor(
    private readonly given: { option: AppMediaOption; hasPlugin: boolean },
    private readonly system: PermissionStep,
  ) {}

  /** The page that calls need. It never changes: what a web view says of itself does not bring a plug-in. */
  get kind(): CarrierKind {
    return this.choice.kind;
  }

  /** Others can be received and nothing be sent. */
  get canOnlyReceive(): boolean {
    const { obstacle, canEnter } = this.choice;
    return obstacle !== undefined && canEnter;
  }

  /** A page, of any kind, has said what it knows of its context. */
  learn(kind: CarrierKind, facts: PageFacts): void {
    if (kind === 'web') this.web = facts;
  }

  /** Says why nothing can be sent, and what helps; undefined: nothing is known to be in the way. */
  obstacle(request: DeviceRequest): { obstacle: string; cure: string } | undefined {
    const { obstacle } = this.choice;
    return obstacle === undefined ? this.system.obstacle(request) : { obstacle, cure: APP_CURE };
  }

  /**
   * Tells of the permission without asking anybody. What the system allows is not all: until a web view has said that it
   * captures, the devices have to be taken before anybody is called.
   */
  permission(request: DeviceRequest): Pick<MediaCheck, 'permission' | 'cure'> {
    const known = this.system.check(request);
    const isSure = this.kind === 'native' || this.web !== undefined;
    return known.permission === 'granted' && !isSure ? { permission: 'prompt' } : known;
  }

  /** @throws CallError 60006 */
  assertCanSend(request: DeviceRequest): void {
    const found = this.obstacle(request);
    if (found) throw CallError.notSupported(found.obstacle, undefined, found.cure);
  }

  /** @throws CallError 60006 */
  assertCanEnter(): void {
    const { canEnter, obstacle } = this.choice;
    if (!canEnter) throw CallError.notSupported(obstacle, undefined, APP_CURE);
  }

  /** Waits for what a page does, and says its failure in words for an App. */
  async during<T>(request: DeviceRequest, doing: Promise<T>): Promise<T> {
    try {
      return await doing;
    } catch (error) {
      throw this.inApp(error, request);
    }
  }

  /** Says of a page's error what the maker or the user of an App can do: a page's own words speak of browsers. */
  inApp(error: unknown, request: DeviceRequest): CallError {
    const known = CallError.from(error);
    const { code, cause } = known;
    const detail = detailOf(known);
    if (code === ErrorCode.NotSupported) return CallError.notSupported(detail, cause, APP_CURE);
    if (code !== ErrorCode.PermissionDenied) return known;
    // Where the system allows it, and still the web view refuses, no setting of the user changes that.
    const cure = this.system.check(request).permission === 'granted' ? APP_CURE : SETTINGS_CURE;
    return new CallError(code, detail, cause, cure);
  }

  private get choice(): Choice {
    return choose({ ...this.given, web: this.web });
  }
}

/** These tests hold that who is called in an App is offered what this App can do, before an answer fails. */
import { CallError } from '@/src/errors';
import { useCallStore } from '@/src/store/call';
import { offersReceiveOnly } from '@/components/shared/call-scene';
import { over, ringing } from '../unit-h5/support/fake-calling';
import { TestApp } from './support/app';

const settled = () => new Promise((done) => setTimeout(done));

describe('an incoming call in an App', () => {
  it('can be joined without sending as soon as its web view has said that it cannot capture', async () => {
    const app = new TestApp();
    const store = useCallStore();
    app.calling.show(ringing());
    await settled();
    expect(offersReceiveOnly(store)).toBe(false);
    app.link.canOnlyReceive = true;
    app.calling.changeDevices();
    await settled();
    expect(offersReceiveOnly(store)).toBe(true);
  });

  it('can be joined so at once where that is known from a call before', async () => {
    const app = new TestApp();
    app.link.canOnlyReceive = true;
    app.calling.show(ringing());
    await settled();
    expect(offersReceiveOnly(useCallStore())).toBe(true);
  });

  it('is looked at anew with the devices, the last look counts, and none without a call', async () => {
    const app = new TestApp();
    const answers: ((code?: number) => void)[] = [];
    const checkEnvironment = () =>
      new Promise<{ findings: { code?: number; level: string }[] }>((resolve) => {
        answers.push((code) => resolve({ findings: code ? [{ code, level: 'error' }] : [] }));
      });
    Object.assign(app.calling, { checkEnvironment });
    const { code } = CallError.permissionDenied();
    app.calling.show(ringing());
    app.calling.changeDevices();
    expect(answers).toHaveLength(2);
    answers[1]!();
    answers[0]!(code);
    await settled();
    expect(offersReceiveOnly(useCallStore())).toBe(false);
    app.calling.show(over('cancelled'));
    app.calling.changeDevices();
    expect(answers).toHaveLength(2);
  });
});

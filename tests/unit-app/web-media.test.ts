/** These tests hold how the component of the call page joins its web view and the driver. */
import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import type { Letter } from '@/components/trtc-web-media/letters';
import TrtcWebMedia from '@/components/trtc-web-media/trtc-web-media.vue';
import { openView, type Said } from '@/components/trtc-web-media/view';
import { PAGE_LINK } from '@/src/store/live';
import { FakeLink } from './support/fake-link';

/** The component, which uni's renderjs calls by its methods, and what it renders for the view. */
function page(link: FakeLink | undefined) {
  const wrapper = mount(TrtcWebMedia, {
    global: {
      provide: { [PAGE_LINK as symbol]: () => link },
      // The module of renderjs, which uni's compiler adds.
      mocks: { media: { take: () => undefined } },
    },
  });
  const component = wrapper.vm as unknown as { fromView(said: Said): void; letter: Letter };
  return { wrapper, component };
}

/** A view whose server answers `echo`, in the place of trtc-js-sdk. */
function viewOf(component: { fromView(said: Said): void; letter: Letter }) {
  const received: unknown[] = [];
  const server = { receive: (message: unknown) => void received.push(message), close: jest.fn() };
  let say: (message: unknown) => void = () => undefined;
  const view = openView(
    (post) => {
      say = post;
      post('hello');
      return server;
    },
    (said) => component.fromView(JSON.parse(JSON.stringify(said)) as Said),
  );
  return { view, received, server, say: (message: unknown) => say(message) };
}

describe('the web media of a call page', () => {
  it('connects when its view speaks, and passes messages both ways', async () => {
    const link = new FakeLink();
    const { component } = page(link);
    expect(link.pages).toHaveLength(0);
    const { view, received, say } = viewOf(component);
    expect(link.pages).toMatchObject([{ kind: 'web', isGone: false }]);
    link.pages[0]!.post({ type: 'greet' });
    link.pages[0]!.post({ type: 'ping', id: 1 });
    await nextTick();
    view.take(component.letter);
    say({ type: 'pong', id: 1 });
    expect(received).toEqual([{ type: 'greet' }, { type: 'ping', id: 1 }]);
    expect(link.heard).toEqual(['hello', { type: 'pong', id: 1 }]);
    expect(component.letter.messages).toEqual([]);
  });

  it('tells the driver that a view is gone before it hears of the one that started anew', () => {
    const link = new FakeLink();
    const { component } = page(link);
    const first = viewOf(component);
    link.pages[0]!.post({ type: 'greet' });
    const second = viewOf(component);
    expect(link.pages).toMatchObject([{ isGone: true }, { isGone: false }]);
    second.view.take(component.letter);
    expect(second.received).toEqual([]);
    first.say('late');
    expect(link.heard).toEqual(['hello', 'hello']);
    expect(link.pages).toHaveLength(2);
  });

  it('is gone for the driver when the page takes it away', () => {
    const link = new FakeLink();
    const { wrapper, component } = page(link);
    viewOf(component);
    wrapper.unmount();
    expect(link.pages).toMatchObject([{ isGone: true }]);
  });

  it('connects nobody whose first word comes when the page has taken it away', () => {
    const link = new FakeLink();
    const { wrapper, component } = page(link);
    wrapper.unmount();
    viewOf(component);
    expect(link.pages).toEqual([]);
  });

  it('has nothing to connect with where nobody is logged in', () => {
    const { component } = page(undefined);
    expect(() => viewOf(component)).not.toThrow();
  });

  it('closes its server with the view', () => {
    const { component } = page(new FakeLink());
    const { view, server } = viewOf(component);
    view.close();
    expect(server.close).toHaveBeenCalledTimes(1);
  });
});

/** These tests hold that messages reach a web view whole and in order, whatever uni renders of them. */
import fc from 'fast-check';
import { Inbox, NO_LETTER, Outbox, type Letter } from '@/components/trtc-web-media/letters';

/** What can happen between component and view, one after the other. */
type Step = 'post' | 'render' | 'render twice' | 'acknowledge';
const step = fc.constantFrom<Step>('post', 'post', 'render', 'render twice', 'acknowledge');

function pair(name = 'view') {
  const taken: unknown[] = [];
  const answers: number[] = [];
  let letter: Letter = NO_LETTER;
  let posted = 0;
  const outbox = new Outbox(name, (next) => (letter = next));
  const inbox = new Inbox(name, (message) => taken.push(message));
  // Across contexts everything is copied.
  const render = () => {
    const n = inbox.take(JSON.parse(JSON.stringify(letter)) as Letter);
    if (n !== undefined) answers.push(n);
  };
  const acknowledge = () => {
    const n = answers.shift();
    if (n !== undefined) outbox.taken(n);
  };
  const steps: Record<Step, () => void> = {
    post: () => outbox.post(++posted),
    render,
    'render twice': () => (render(), render()),
    acknowledge,
  };
  const settle = () => {
    render();
    while (answers.length > 0) acknowledge();
  };
  const all = () => Array.from({ length: posted }, (_, at) => at + 1);
  return { outbox, inbox, taken, steps, settle, all, shown: () => letter };
}

describe('letters to a web view', () => {
  it('deliver each message once and in order, however posts, renderings and answers fall', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (schedule) => {
        const { steps, settle, taken, all, shown } = pair();
        for (const next of schedule) steps[next]();
        settle();
        expect(taken).toEqual(all());
        expect(shown().messages).toEqual([]);
      }),
    );
  });

  it('keep nothing of a message that has arrived', () => {
    const { outbox, settle, shown } = pair();
    outbox.post({ userSig: 'secret' });
    settle();
    expect(JSON.stringify(shown())).not.toContain('secret');
  });

  it('for another view are not taken', () => {
    const { inbox, taken } = pair();
    expect(inbox.take({ to: 'another', messages: [{ n: 1, message: 'hi' }] })).toBeUndefined();
    expect(taken).toEqual([]);
  });

  it('that throws is not delivered again', () => {
    const heard: unknown[] = [];
    const inbox = new Inbox('view', (message) => {
      heard.push(message);
      if (message === 'bad') throw new Error('bad');
    });
    const first = { n: 1, message: 'bad' };
    expect(() => inbox.take({ to: 'view', messages: [first] })).toThrow('bad');
    expect(inbox.take({ to: 'view', messages: [first, { n: 2, message: 'good' }] })).toBe(2);
    expect(heard).toEqual(['bad', 'good']);
  });
});

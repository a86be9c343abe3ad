/** The shipped lifecycle that a test plays, under the name that these tests know. */
export { FakeLifecycle as Page } from '../../src/runtime/fake-lifecycle';

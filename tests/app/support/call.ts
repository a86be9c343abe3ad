export { connect } from '../../e2e/support/call';
export * from '../../e2e/support/people';

export default {
  test: { globals: true, include: ['incoming.test.js', 'timeout.test.js', 'errors.test.js'] },
};

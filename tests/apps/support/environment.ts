/** uni's CLI reports a hash of the machine's address to its maker outside of CI. */
export const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  CI: 'true',
  NODE_ENV: undefined,
  UNI_INPUT_DIR: undefined,
});

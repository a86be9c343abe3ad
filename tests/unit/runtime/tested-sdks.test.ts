/** These tests hold what is said of an SDK that is older than tested. */
import { createLogger, LOG_LEVELS } from '@/src/log';
import { ageOf, TESTED_SDKS, warnIfOld } from '@/src/runtime/tested-sdks';
import { dependencies } from '../../../package.json';

describe('the versions of the SDKs', () => {
  it('the versions that count as tested are those that the package depends on', () => {
    expect(dependencies).toMatchObject(TESTED_SDKS);
  });

  it.each(['4.6.7', '4.15.21', '4.15', '3.99.99'])(
    '%s is older than 4.15.22, and named',
    (VERSION) => {
      const age = `trtc-js-sdk ${VERSION} is older than 4.15.22, with which calls are tested`;
      expect(ageOf('trtc-js-sdk', { VERSION })).toBe(age);
    },
  );

  it.each(['4.15.22', '4.15.23', '4.16.0', '5.0', '4.15.22-beta.1'])('%s is not', (VERSION) => {
    expect(ageOf('trtc-js-sdk', { VERSION })).toBeUndefined();
  });

  it.each([undefined, null, {}, { VERSION: 4 }, { VERSION: 'latest' }])(
    'nothing is said of an SDK that does not tell its version: %p',
    (sdk) => {
      expect(ageOf('tim-js-sdk', sdk)).toBeUndefined();
    },
  );

  it('an old SDK is told in one line, whoever asks again', () => {
    const lines: unknown[][] = [];
    const log = createLogger(LOG_LEVELS.warn, (...line) => lines.push(line));
    const sdk = { VERSION: '2.9.3' };
    warnIfOld('tim-js-sdk', sdk, log);
    warnIfOld('tim-js-sdk', sdk, log);
    expect(lines).toEqual([['warn', expect.stringMatching(/2\.9\.3 .*2\.27\.6/), undefined]]);
  });
});

import type { Plugin } from 'vite';

/** The address of this machine on the local network, if pages are served to it. */
export const lanHost = (): string | undefined => process.env.LAN_HOST || undefined;

/** Browsers of Apple accept no certificate that lasts longer than 825 days. */
const VALID_FOR = 30 * 24 * 3600 * 1000;

/**
 * https for the local network, since phones give microphone and camera to nothing less. The
 * certificate is new at each start and its key never reaches a disk.
 */
export function lan(): Plugin {
  return {
    name: 'trtc-calling-uni:lan',
    apply: 'serve',
    async config() {
      const host = lanHost();
      if (!host) return;
      return {
        server: {
          https: await createCertificate(host),
          // Where there is a proxy, even an empty one, Vite serves HTTP/1.1, whose requests have the
          // Host header that the check of origins reads.
          proxy: {},
        },
      };
    },
  };
}

async function createCertificate(host: string): Promise<{ key: string; cert: string }> {
  const { generate } = await import('selfsigned');
  const isAddress = /^\d+(\.\d+){3}$/.test(host);
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + VALID_FOR),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }],
      },
    ],
  });
  return { key, cert };
}

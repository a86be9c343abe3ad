// `npm start -- --lan` asks this file which address of the machine phones on the same network can open.
import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * @param {string} [wanted] an address that the user chose
 * @returns {string} an IPv4 address of this machine
 * @throws {Error} with what to do about it
 */
export function lanAddress(wanted) {
  const addresses = Object.values(networkInterfaces())
    .flat()
    .filter(({ family }) => family === 'IPv4');
  if (wanted !== undefined) {
    if (isIPv4(wanted) && addresses.some(({ address }) => address === wanted)) return wanted;
    const known = addresses.map(({ address }) => address).join(', ');
    throw new Error(`${wanted} is no address of this machine. It has: ${known}`);
  }
  const outside = addresses.filter(({ internal }) => !internal);
  // What a router at home or in an office gives out, before what containers and tunnels use.
  const likely = outside.find(({ address }) => /^(192\.168|10)\./.test(address)) ?? outside[0];
  if (likely) return likely.address;
  throw new Error('This machine is in no network. Join one, or choose an address with --lan-host.');
}

/** A picture of the address for the camera of a phone. */
export async function qrCode(url) {
  const { default: qrcode } = await import('qrcode');
  const picture = await qrcode.toString(url, { type: 'terminal', small: true });
  return picture.replace(/^/gm, '  ');
}

/** Leaves what uni's conditional compilation leaves of a file in a build for this platform. */
export function conditional(code: string, platform: string, filename: string): string;

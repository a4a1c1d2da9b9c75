export function unpack(packages: string[], folder: string): { root: string; path: string; libraries: string };

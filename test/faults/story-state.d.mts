export function addressOf(data: string, database?: string): string;

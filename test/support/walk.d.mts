import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export function openBrowser(): Promise<Browser>;
export function openContext(browser: Browser, options?: BrowserContextOptions & { signIn?: string }): Promise<BrowserContext>;
export function faultsOf(page: Page): Promise<string[]>;
export function isWide(page: Page): Promise<boolean>;
export function edgeless(page: Page): Promise<{ looked: number; bare: string[] }>;
export function focusOf(page: Page): Promise<{ name: string; isBody: boolean; isShown: boolean }>;
export function walk(
  context: BrowserContext,
  base: string,
  starts: string[],
  visit: (page: Page, path: string, status: number | undefined) => Promise<void>,
  most?: number,
): Promise<string[]>;

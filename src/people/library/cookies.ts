/** The Set-Cookie values of an answer of the accounts library. */
export function cookiesOf(headers: Headers): string[] {
  return headers.getSetCookie();
}

/** The session that an answer of the accounts library opened, if it opened one. */
export function sessionTokenIn(cookies: readonly string[]): string | undefined {
  const cookie = cookies.find((value) => /^(__Secure-)?sinambung\.session_token=[^;]/.test(value));
  const value = cookie && decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1).split(';')[0] ?? '');
  return value?.split('.')[0] || undefined;
}

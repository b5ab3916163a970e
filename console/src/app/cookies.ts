/** Language and theme are remembered in a cookie that holds nothing else. */
const YEAR_SECONDS = 365 * 24 * 3600;

export function readCookie(name: string): string | null {
  const found = document.cookie.split('; ').find(each => each.startsWith(`${name}=`));
  return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1));
}

export function writeCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Strict; Max-Age=${YEAR_SECONDS}`;
}

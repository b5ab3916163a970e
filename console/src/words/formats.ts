import type {Words} from './en.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Numbers, times and counted words as the language writes them. */
export class Formats {
  private readonly numbers: Intl.NumberFormat;
  private readonly shorts: Intl.NumberFormat;
  private readonly dates: Intl.DateTimeFormat;
  private readonly days: Intl.DateTimeFormat;
  private readonly moments: Intl.DateTimeFormat;
  private readonly clocks: Intl.DateTimeFormat;
  private readonly ages: Intl.RelativeTimeFormat;
  private readonly plurals: Intl.PluralRules;

  constructor(
    readonly locale: string,
    private readonly words: Words,
  ) {
    this.numbers = new Intl.NumberFormat(locale);
    this.shorts = new Intl.NumberFormat(locale, {notation: 'compact'});
    this.days = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short'});
    this.dates = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', year: 'numeric'});
    this.moments = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    this.clocks = new Intl.DateTimeFormat(locale, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
    this.ages = new Intl.RelativeTimeFormat(locale, {style: 'short', numeric: 'always'});
    this.plurals = new Intl.PluralRules(locale);
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** A number in few letters, for the scale of a chart. */
  short(value: number): string {
    return this.shorts.format(value);
  }

  /** A day of this year. */
  day(instant: string): string {
    return this.days.format(new Date(instant));
  }

  date(instant: string): string {
    return this.dates.format(new Date(instant));
  }

  moment(instant: string): string {
    return this.moments.format(new Date(instant));
  }

  clock(instant: string | number): string {
    return this.clocks.format(new Date(instant));
  }

  /** How long ago, or how soon, in one unit. */
  ago(instant: string, now = Date.now()): string {
    const passed = now - Date.parse(instant);
    const size = Math.abs(passed);
    if (size < MINUTE) {
      return this.words.time.now;
    }
    const [unit, length] = size < HOUR ? (['minute', MINUTE] as const) : size < DAY ? (['hour', HOUR] as const) : (['day', DAY] as const);
    return this.ages.format(-Math.trunc(passed / length), unit);
  }

  /** A counted word: of one, or of several. */
  counted(count: number, one: string, several: string): string {
    return `${this.number(count)} ${this.plurals.select(count) === 'one' ? one : several}`;
  }
}

/** Whole days since the instant. */
export function daysSince(instant: string, now = Date.now()): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / DAY));
}

/** The instant that lies so many days back, to the minute: it stays the same while a page is looked at. */
export function daysBack(days: number, now = Date.now()): string {
  return new Date(Math.floor((now - days * DAY) / MINUTE) * MINUTE).toISOString();
}

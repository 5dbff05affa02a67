// Times as people read them, in the workshop's own time zone: that is the time of the record.

/** 10:42:07 */
export function clock_time(at: number, language: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", ...zoned(zone) }).format(at);
}

/** "07 feb 2023" from "2023-02-07": a date of the programme, which has no time zone. */
export function day(date: string, language: string): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(at);
}

function zoned(zone: string | undefined): { timeZone?: string } {
  if (!zone) return {};
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return { timeZone: zone };
  } catch {
    return {}; // A zone this browser does not know: its own.
  }
}

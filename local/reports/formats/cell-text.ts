import type { Cell, Column } from '../report-table';
import type { ZoneClock } from './zone-clock';

/** A cell for a person at a terminal. */
export function cellForPeople(cell: Cell, kind: Column['kind'], clock: ZoneClock): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string') return cell;
  switch (kind) {
    case 'time':
      return clock.wallTime(cell);
    case 'share':
      return `${(cell * 100).toFixed(2)} %`;
    case 'seconds':
      return durationText(cell);
    case 'text':
    case 'number':
      return String(cell);
  }
}

/** A cell for a program: times by ISO 8601 with their offset, all else as it is. */
export function cellForPrograms(cell: Cell, kind: Column['kind'], clock: ZoneClock): string | number | null {
  if (cell === undefined || cell === null) return null;
  if (kind !== 'time' || typeof cell === 'string') return cell;
  return clock.isoTime(cell);
}

function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${pad(whole % 60)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 2880) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${pad(hours % 24)} h`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

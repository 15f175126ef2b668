/** Asks for a dispatcher run soon; several wakes at once may become one run. */
export interface Wakes {
  readonly wake: (reason: 'line_not_empty' | 'task_accepted' | 'continuation' | 'tick') => Promise<void>;
}

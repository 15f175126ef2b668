import type { Page } from '../../ports/page';

/** Which part of a list, from where. */
export interface PageAsked {
  readonly limit: number;
  readonly next?: string | undefined;
}

/** A list as its reader takes it: one page is held at a time, and the next is read when the reader asks for it. */
export async function* pagesOf<T>(
  read: (page: PageAsked) => Promise<Page<T>>,
  { limit, next: from }: PageAsked,
): AsyncGenerator<readonly T[], void, undefined> {
  let next = from;
  do {
    const page = await read({ limit, next });
    yield page.items;
    ({ next } = page);
  } while (next !== undefined);
}

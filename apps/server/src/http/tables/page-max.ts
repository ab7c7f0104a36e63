/** No list is answered in larger pages. */
export const PAGE_MAX = 1_000;

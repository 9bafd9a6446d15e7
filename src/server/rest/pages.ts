/** How many there are in an answer for which no limit is given. */
export const LOG_PAGE = 100;
export const QUERY_PAGE = 1_000;

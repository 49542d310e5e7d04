/**
 * The fewest characters of a text that the log leaves out wherever it stands: one of a letter or two would
 * take that letter out of every line. A shorter PayPal secret is refused, a shorter password of the
 * database warned of.
 */
export const shortestSecret = 8;

/**
 * Minimum length of a secret that the log removes from every line: removing one of one or two characters would
 * make lines unreadable. A shorter PayPal secret is rejected; a shorter database password causes a warning.
 */
export const shortestSecret = 8;

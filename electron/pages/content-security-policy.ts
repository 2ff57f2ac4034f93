/** Sent with every page of Hearth, on every host: nothing is loaded from, sent to or framed by anyone else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // Syntax colours and mathematics come as inline styles
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
